import { isOtherSender, numberFault } from "../../mfa/phoneNumbers.ts";
import type { Problem } from "../../configuration/problems.ts";
import { inOrderOfFixes, removePath, set, setList, setText } from "../../configuration/problems.ts";
import {
  flagIn,
  isObject,
  itemsOf,
  orList,
  own,
  parse,
  pathIn,
  readObject,
} from "../../configuration/source.ts";
import type { Source } from "../../configuration/source.ts";
import { numberMeant, said, unknownNumber } from "../../configuration/values.ts";

/** The stack's own Messaging Service. The two lists together name at least one number, and none twice. */
export interface MessagingSettings {
  /** Numbers that the account already has: found and attached, never bought or released. */
  numbers: string[];
  /** Numbers to buy, each by name. They are never released. */
  buyNumbers: string[];
}

const key = "twilioMessaging";
const lists = ["numbers", "buyNumbers"] as const;

/** The names in the map. */
export const messagingKeys = ["service", ...lists] as const;

/**
 * Whether the stack asks for a Messaging Service, or sets something that only makes sense with one; `undefined`
 * if that can't be read.
 */
export function isMessagingWanted(source: Source): boolean | undefined {
  const value = parse(own(source, key) ?? "{}");
  return isObject(value) ? Object.keys(value).length > 0 && flagIn(value["service"]) !== false : undefined;
}

/**
 * The Messaging Service that the stack asks for, or `undefined`.
 * @param isOnly whether messages have no other origin
 */
export function readMessaging(
  source: Source,
  isOnly: boolean,
  problems: Problem[],
): MessagingSettings | undefined {
  const value = readObject(source, key, problems, (text) => (isOnly ? membersMeant(text) : []));
  if (Object.keys(value).length === 0) return undefined;
  const before = problems.length;
  problems.push(...unknownMembers(value), ...serviceFaults(value));
  const [numbers, buyNumbers] = lists.map((name) => readNumbers(value[name], `${key}.${name}`, problems));
  const messaging = { numbers: numbers ?? [], buyNumbers: buyNumbers ?? [] };
  problems.push(...repetitions(messaging));
  if (flagIn(value["service"]) !== true) return undefined;
  if (problems.length === before && messaging.numbers.length + messaging.buyNumbers.length === 0) {
    const what = "is empty; a Messaging Service without a number can't send";
    problems.push({ key: `${key}.numbers`, what, fix: setText(`${key}.numbers[0]`, unknownNumber) });
  }
  return messaging;
}

/** The service that a value of another type was meant to be, with the numbers in it. */
function membersMeant(text: string): string[] {
  const numbers = itemsOf(text).filter((item) => /\d{6}/.test(item));
  const [first = unknownNumber, ...others] = numbers.map(numberMeant);
  return [
    set(`${key}.service`, "true"),
    ...[first, ...others].map((number, index) => setText(`${key}.numbers[${index}]`, number)),
  ];
}

function unknownMembers(value: Record<string, unknown>): Problem[] {
  return Object.keys(value)
    .filter((name) => !messagingKeys.some((known) => known === name))
    .map((name) => {
      const path = pathIn(key, name);
      const what = `is not a known key; use ${orList(messagingKeys)}`;
      return { key: path, what, fix: removePath(path) };
    });
}

function serviceFaults(value: Record<string, unknown>): Problem[] {
  const service = `${key}.service`;
  const fix = set(service, "true");
  const isOn = flagIn(value["service"]);
  if (isOn !== undefined) {
    const idle = isOn ? [] : lists.filter((list) => list in value);
    const what = `is false, so ${idle.join(" and ")} would do nothing`;
    return idle.length === 0 ? [] : [{ key: service, what, fix }];
  }
  if ("service" in value) return [{ key: service, what: "must be true or false", fix }];
  const what = "is missing; true creates the stack's own Messaging Service";
  return [{ key: service, what, fix }];
}

function readNumbers(value: unknown, path: string, problems: Problem[]): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    problems.push({ key: path, what: "must be a list", fix: listFix(value, path) });
    return [];
  }
  problems.push(
    ...inOrderOfFixes(value.flatMap((item: unknown, index) => itemProblem(item, `${path}[${index}]`))),
  );
  return value.filter((item: unknown) => typeof item === "string");
}

function listFix(value: unknown, path: string): Problem["fix"] {
  const items = isText(value) ? itemsOf(String(value)) : [];
  return items.length === 0 ? removePath(path) : setList(path, items.map(numberMeant));
}

/** A number without quotes, as YAML parses it, counts too. */
const isText = (value: unknown): value is string | number =>
  typeof value === "string" || typeof value === "number";

function itemProblem(item: unknown, key: string): Problem[] {
  if (!isText(item)) return [{ key, what: "must be a string", fix: removePath(key) }];
  const text = String(item);
  const fault = numberFault(text);
  if (fault === undefined) return [];
  if (!isOtherSender(fault)) return [{ key, what: said(fault, text), fix: setText(key, numberMeant(text)) }];
  const way =
    ". The stack's own Messaging Service takes only phone numbers; create one with other sender IDs in Twilio's console";
  return [{ key, what: said(fault, text, way), fix: removePath(key) }];
}

/** A number may not be listed twice: it can't be attached twice, nor bought if the account has it. */
function repetitions({ numbers, buyNumbers }: MessagingSettings): Problem[] {
  const items = [
    ...numbers.map((number, index) => ({ number, path: `${key}.numbers[${index}]` })),
    ...buyNumbers.map((number, index) => ({ number, path: `${key}.buyNumbers[${index}]` })),
  ];
  const repeated = items.flatMap(({ number, path }, index) => {
    const first = items.findIndex((other) => other.number === number);
    const what = `repeats ${JSON.stringify(number)}`;
    return first < index ? [{ key: path, what, fix: removePath(path) }] : [];
  });
  return inOrderOfFixes(repeated);
}
