import { configCommand, setText } from "../../configuration/problems.ts";

/** What is wrong with the numbers that a stack names, and what the account has instead. */
export interface NumberFault {
  /** As in `Twilio`. */
  carrier: string;
  account: string;
  stack: string;
  /** Each number with its configuration key; none if all is right. */
  faults: readonly { key: string; number: string; what: string }[];
  /** What each number must be able to do, as in `send SMS`. */
  needed: string;
  /** The account's numbers that can, E.164. */
  able: readonly string[];
}

/** An account can have thousands of numbers. */
const mostNamed = 5;

function named(able: readonly string[]): string {
  const rest = able.length - mostNamed;
  return `${able.slice(0, mostNamed).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/** The fault in words, with the account's own numbers as alternatives; `undefined` if nothing is wrong. */
export function numberFaultWords({
  carrier,
  account,
  stack,
  faults,
  needed,
  able,
}: NumberFault): string | undefined {
  const [first, ...others] = faults;
  if (first === undefined) return undefined;
  const [only, ...more] = able;
  const choice =
    only === undefined
      ? `No number of the account can ${needed}. In ${carrier}'s console, buy one that can.`
      : `${more.length === 0 ? "This number" : "These numbers"} of the account can ${needed}: ${named(able)}.`;
  const fix =
    only === undefined || others.length > 0
      ? ""
      : more.length > 0
        ? ` Fix: set ${first.key} to one of them.`
        : ` Fix: ${configCommand(setText(first.key, only), stack)}`;
  const said = faults.map(({ key, number, what }) => `${key} (${number}) ${what}`).join("; ");
  return `${carrier} account ${account} can't send as this stack declares: ${said}. ${choice}${fix}`;
}
