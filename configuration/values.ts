import { isOtherSender, numberFault } from "../mfa/phoneNumbers.ts";
import type { NumberFault } from "../mfa/phoneNumbers.ts";
import type { Problem } from "./problems.ts";
import { set, setSecret } from "./problems.ts";
import type { Source } from "./source.ts";
import { own } from "./source.ts";

/**
 * A secret by its full key. It must be there, and encrypted: a token in clear in a stack file is a leaked
 * token.
 */
export function readSecret(source: Source, key: string, problems: Problem[]): string | undefined {
  const value = source.values[key];
  if (!value) {
    problems.push({ key, what: "is missing", fix: setSecret(key) });
  } else if (!source.isSecret(key)) {
    problems.push({
      key,
      what: "is stored in plaintext in the stack file; replace the token and set the new one",
      fix: setSecret(key),
    });
  }
  return value || undefined;
}

/** A phone number of the project's own, or `undefined` where it is not set. */
export function readNumber(source: Source, name: string, problems: Problem[]): string | undefined {
  const text = own(source, name);
  if (text === undefined) return undefined;
  const fault = numberFault(text);
  if (fault) {
    const what = `${said(fault)}${isOtherSender(fault) ? "; a phone number is needed here" : ""}`;
    problems.push({ key: name, what, fix: set(name, fault.better ?? unknownNumber) });
  }
  return text;
}

/** What is wrong with a number in a stack file: without quotes, YAML takes it for an integer. */
export const said = ({ what, kind }: NumberFault): string =>
  kind === "number without a plus sign" ? `${what}: in a stack file, it needs quotes` : what;

/** Where no number is known: any other than the user's own would be somebody else's. */
export const unknownNumber = "+…";
