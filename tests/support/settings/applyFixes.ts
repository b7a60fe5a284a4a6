import type { Problem } from "../../../configuration/problems.ts";

type Values = Readonly<Record<string, string>>;

/**
 * A configuration after the fix commands of its problems, pasted one after another: `set` and `rm` of one of
 * the project's own keys or of an item of a list. Values are as Pulumi passes them to a program.
 */
export function applyFixes(values: Values, problems: readonly Problem[]): Values {
  const result = new Map(Object.entries(values));
  for (const command of problems.flatMap(({ fix }) => fix)) apply(result, wordsOf(command));
  return Object.fromEntries(result);
}

/** A command's words, as a shell reads them. */
const wordsOf = (command: string): string[] =>
  [...command.matchAll(/(?:[^\s']|'[^']*')+/g)].map(([word]) =>
    word.replaceAll(/'([^']*)'/g, "$1").replaceAll("\\", ""),
  );

function apply(values: Map<string, string>, [verb = "", ...words]: string[]): void {
  const [path = "", value] = words.filter(
    (word, index) => !word.startsWith("--") && words[index - 1] !== "--type",
  );
  const [, name = "", index] = /^([^[]*)(?:\[(\d+)\])?$/.exec(path) ?? [];
  const key = name.includes(":") ? name : `auth0-phone-mfa:${name}`;
  if (index === undefined) {
    if (verb === "rm") values.delete(key);
    else values.set(key, value ?? "");
    return;
  }
  const list = listOf(values.get(key));
  if (verb === "rm") list.splice(Number(index), 1);
  else list[Number(index)] = value;
  values.set(key, JSON.stringify(list));
}

/** Pulumi puts a list in the place of a text. */
function listOf(text = "[]"): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
