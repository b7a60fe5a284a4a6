import { InvalidArguments } from "../errors.ts";
import { isAbsent, isProperties, unknown, type Properties, type Value } from "../schema/value.ts";

/**
 * A data source's arguments as strings; with `needsOne`, the program must set one of them. Throws all
 * problems at once, in the official provider's words.
 */
export function textArguments<Name extends string>(
  args: Properties,
  names: readonly Name[],
  { needsOne = false } = {},
): Partial<Record<Name, string>> {
  const given = Object.entries(args).filter(([, value]) => !isAbsent(value));
  const isNamed = ([name]: readonly [string, Value]): boolean => names.some((known) => known === name);
  const failures = [
    ...(needsOne && !given.some(isNamed) ? names : []).map(
      (name) =>
        `[${name}] Missing required argument: "${name}": one of \`${names.join(",")}\` must be specified`,
    ),
    ...given.flatMap((entry) => (isNamed(entry) ? notText(entry) : [`[${entry[0]}] Invalid or unknown key`])),
  ];
  if (failures.length > 0) throw new InvalidArguments(failures);
  return Object.fromEntries(given.map(([name, value]) => [name, asText(value)])) as Partial<
    Record<Name, string>
  >;
}

function notText([name, value]: readonly [string, Value]): string[] {
  const kind = Array.isArray(value) ? "list" : isProperties(value) ? "map" : undefined;
  return kind === undefined ? [] : [`[${name}] Attribute must be a single value, not a ${kind}`];
}

function asText(value: Value): string {
  return isAbsent(value) || value === unknown || typeof value === "object" ? "" : String(value);
}
