import { numberFault } from "../../mfa/phoneNumbers.ts";
import type { Problem } from "../../configuration/problems.ts";
import { removePath, set, setText } from "../../configuration/problems.ts";
import { own, parse } from "../../configuration/source.ts";
import type { Source } from "../../configuration/source.ts";

/** A Messaging Service of the stack's own. Together the lists name at least one number, and none twice. */
export interface MessagingSettings {
  /** Numbers that the account has: looked up and attached, never bought or released. */
  numbers: string[];
  /** Numbers to buy, each named. Never released. */
  buyNumbers: string[];
}

const key = "twilioMessaging";
const lists = ["numbers", "buyNumbers"] as const;

/** Whether the stack asks for a Messaging Service, or for something that only one could be meant by. */
export function isMessagingWanted(source: Source): boolean {
  const value = parse(own(source, key) ?? "{}");
  return !isObject(value) || (Object.keys(value).length > 0 && value["service"] !== false);
}

/** The Messaging Service that the stack asks for, or `undefined`. */
export function readMessaging(source: Source, problems: Problem[]): MessagingSettings | undefined {
  const text = own(source, key);
  if (text === undefined || text === "{}") return undefined;
  const value = parse(text);
  if (!isObject(value)) {
    problems.push({ key, what: "must be an object with service and numbers", fix: `rm ${key}` });
    return undefined;
  }
  const before = problems.length;
  problems.push(...unknownMembers(value), ...serviceFaults(value));
  const [numbers, buyNumbers] = lists.map((name) => readNumbers(value[name], `${key}.${name}`, problems));
  const messaging = { numbers: numbers ?? [], buyNumbers: buyNumbers ?? [] };
  problems.push(...repetitions(messaging));
  if (value["service"] !== true) return undefined;
  if (problems.length === before && messaging.numbers.length + messaging.buyNumbers.length === 0) {
    const what = "is empty; a Messaging Service without a number can't send";
    problems.push({ key: `${key}.numbers`, what, fix: setText(`${key}.numbers[0]`, "+15551234567") });
  }
  return messaging;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unknownMembers(value: Record<string, unknown>): Problem[] {
  return Object.keys(value)
    .filter((name) => name !== "service" && !lists.some((list) => list === name))
    .map((name) => {
      const path = /^\w+$/.test(name) ? `${key}.${name}` : `${key}[${JSON.stringify(name)}]`;
      const what = "is not known; there are service, numbers and buyNumbers";
      return { key: path, what, fix: removePath(path) };
    });
}

function serviceFaults(value: Record<string, unknown>): Problem[] {
  const service = `${key}.service`;
  const fix = set(service, "true");
  if (typeof value["service"] === "boolean") {
    const idle = lists.filter((list) => value["service"] === false && list in value);
    const what = `is false, so ${idle.join(" and ")} would do nothing`;
    return idle.length === 0 ? [] : [{ key: service, what, fix }];
  }
  if ("service" in value) return [{ key: service, what: "must be true or false", fix }];
  const what = "is missing; true makes a Messaging Service of the stack's own";
  return [{ key: service, what, fix }];
}

function readNumbers(value: unknown, path: string, problems: Problem[]): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    problems.push({ key: path, what: "must be a list", fix: setText(`${path}[0]`, "+15551234567") });
    return [];
  }
  return value.flatMap((item: unknown, index) => {
    const at = `${path}[${index}]`;
    const fault = itemFault(item);
    if (fault) problems.push({ key: at, what: fault.what, fix: setText(at, fault.better) });
    return typeof item === "string" ? [item] : [];
  });
}

function itemFault(item: unknown): { what: string; better: string } | undefined {
  if (typeof item === "string") return numberFault(item);
  if (typeof item !== "number") return { what: "must be a text", better: "+15551234567" };
  const better = numberFault(`+${item}`)?.better ?? `+${item}`;
  return { what: `(${item}) lost its plus sign on the way into the stack file`, better };
}

/** A number twice in one list, or in both: it can't be attached twice, nor be bought when it is there. */
function repetitions({ numbers, buyNumbers }: MessagingSettings): Problem[] {
  const items = [
    ...numbers.map((number, index) => ({ number, path: `${key}.numbers[${index}]` })),
    ...buyNumbers.map((number, index) => ({ number, path: `${key}.buyNumbers[${index}]` })),
  ];
  return items.flatMap(({ number, path }, index) => {
    const first = items.findIndex((other) => other.number === number);
    const what = `repeats ${JSON.stringify(number)}`;
    return first < index ? [{ key: path, what, fix: removePath(path) }] : [];
  });
}
