import type { Problem } from "../../../configuration/problems.ts";

type Values = Readonly<Record<string, string>>;

/**
 * A configuration after the fix commands of its problems, pasted one after another: `set` and `rm` of one of
 * the project's own keys or of a path in it. Values are as Pulumi passes them to a program.
 */
export function applyFixes(values: Values, problems: readonly Problem[]): Values {
  const result = new Map(Object.entries(values));
  for (const command of problems.flatMap(({ fix }) => fix)) apply(result, wordsOf(command));
  return Object.fromEntries(result);
}

/** A command's words, as a shell reads them. */
const wordsOf = (command: string): string[] =>
  [...command.matchAll(/(?:\$'(?:[^'\\]|\\.)*'|[^\s'\\]|\\.|'[^']*')+/g)].map(([word]) =>
    word.replaceAll(
      /\$'((?:[^'\\]|\\.)*)'|'([^']*)'|\\(.)/g,
      (_, escaped: string | undefined, quoted = "", one = "") =>
        escaped?.replaceAll(/\\(.)/g, (__, sign: string) => (sign === "n" ? "\n" : sign)) ??
        `${quoted}${one}`,
    ),
  );

function apply(values: Map<string, string>, [verb = "", ...words]: string[]): void {
  const end = words.includes("--") ? words.indexOf("--") : words.length;
  const [path = "", value = ""] = words.filter(
    (word, index) => index > end || (!word.startsWith("--") && words[index - 1] !== "--type"),
  );
  if (verb === "move") {
    const found = stepsOf(path).reduce<unknown>(
      (at, step, index) =>
        index === 0 ? valueOf(values.get(fullName(step))) : (at as Record<Step, unknown>)[step],
      undefined,
    );
    const text = typeof found === "string" ? found : JSON.stringify(found);
    apply(values, ["set", ...(/[.[]/.test(value) ? ["--path", "--type", "string"] : []), value, text]);
    return;
  }
  const [name = "", ...steps] = words.includes("--path") ? stepsOf(path) : [path];
  const key = fullName(name);
  const asText = words.includes("--type") || !/^(true|false|-?\d+)$/.test(value);
  if (steps.length > 0) {
    const root = verb === "rm" ? removed(valueOf(values.get(key)), steps) : undefined;
    const changed = root ?? put(valueOf(values.get(key)), steps, asText ? value : JSON.parse(value), true);
    values.set(key, JSON.stringify(changed));
  } else if (verb === "rm") values.delete(key);
  else values.set(key, value);
}

type Step = string | number;

const fullName = (name: Step): string =>
  String(name).includes(":") ? String(name) : `auth0-phone-mfa:${name}`;

const stepsOf = (path: string): Step[] =>
  [...path.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g)].map(([, index, quoted, name = ""]) =>
    index === undefined ? (quoted ?? name) : Number(index),
  );

/** What Pulumi takes for a list or a map. Anything else is a string to it. */
function valueOf(text = ""): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : text;
  } catch {
    return text === "" ? undefined : text;
  }
}

/**
 * As `pulumi config set --path` does: a string is replaced only if it is a key's whole value, and a list takes
 * only indexes, a map only names.
 */
function put(at: unknown, [step, ...rest]: readonly Step[], value: unknown, isRoot = false): unknown {
  if (step === undefined) return value;
  if (typeof at !== "object" && at !== undefined && !isRoot) throw new Error(`${step}: expected a container`);
  const container = typeof at === "object" && at !== null ? at : typeof step === "number" ? [] : {};
  if (Array.isArray(container) !== (typeof step === "number"))
    throw new Error(`${step}: a key of another kind`);
  const members = container as Record<Step, unknown>;
  // A string stays one, whatever is written over it.
  if (rest.length === 0 && typeof members[step] === "string") value = textOf(value);
  if (Array.isArray(container) && Number(step) > container.length) throw new Error(`${step}: out of range`);
  return Object.assign(container, { [step]: put(members[step], rest, value) });
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** As `pulumi config rm --path` does. */
function removed(at: unknown, [step = "", ...rest]: readonly Step[]): unknown {
  if (typeof at !== "object" || at === null) return at;
  if (rest.length > 0) removed((at as Record<Step, unknown>)[step], rest);
  else if (Array.isArray(at)) at.splice(Number(step), 1);
  else Reflect.deleteProperty(at, step);
  return at;
}
