/** One problem in a stack's configuration. Never holds a secret's value. */
export interface Problem {
  /** The key as `pulumi config` shows it, with an index for an item of a list. */
  key: string;
  /** What is wrong, as the end of a sentence that starts with the key. */
  what: string;
  /** The arguments of `pulumi config` that fix it, or `move`: one command, or several to run in order. */
  fix: string | readonly string[];
}

/**
 * A value for `pulumi config set`, quoted for a shell if necessary. Its line breaks are escaped, as Bash and Zsh
 * read them; other control characters become spaces.
 */
function shellQuote(value: string): string {
  const text = value.replaceAll(/\r\n?/g, "\n").replaceAll(/[^\P{Cc}\n]+/gu, " ");
  if (/^[\w@%+=:,./…-]+$/.test(text)) return text;
  if (!text.includes("\n")) return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  return `$'${text.replaceAll(/['\\]/g, String.raw`\$&`).replaceAll("\n", String.raw`\n`)}'`;
}

/** `set [--path] KEY VALUE`. */
export const set = (key: string, value: string): string => setTo(key, value, isPath(key) ? "--path " : "");

/** A value that looks like an option comes after `--`. */
const setTo = (key: string, value: string, options: string): string =>
  `set ${options}${value.startsWith("-") ? "-- " : ""}${shellQuote(key)} ${shellQuote(value)}`;

/**
 * `set KEY VALUE`, or `set --path --type string KEY VALUE`: with --path, Pulumi parses what looks like a number
 * as one, and drops the plus sign of +14155550123.
 */
export const setText = (key: string, value: string): string =>
  setTo(key, value, isPath(key) ? "--path --type string " : "");

/**
 * The commands that turn a value of another type into a list: with --path, Pulumi replaces only a string, and
 * only if it is a key's whole value.
 * @param value what the key has, if it is JSON
 */
export function setList(key: string, texts: readonly string[], value?: unknown): string[] {
  const items = texts.map((text, index) => setText(`${key}[${index}]`, text));
  return isPath(key) || value !== undefined ? [remove(key), ...items] : items;
}

/** `rm [--path] KEY`. */
export const remove = (key: string): string => (isPath(key) ? removePath(key) : removeKey(key));

/** `rm KEY`, of a whole key even if its name reads like a path. */
export const removeKey = (key: string): string => `rm ${shellQuote(key)}`;

/** `rm --path KEY`. */
export function removePath(key: string): string {
  return `rm --path ${shellQuote(key)}`;
}

/** `set --secret [--path] KEY`: Pulumi then prompts for the value, which keeps it out of the shell history. */
export function setSecret(key: string): string {
  const path = isPath(key) ? "--path " : "";
  return `set --secret ${path}${shellQuote(key)}`;
}

/** Copies a secret to another key without showing it. */
export const moveSecret = (from: string, to: string): string => `move ${shellQuote(from)} ${shellQuote(to)}`;

const isPath = (key: string): boolean => /[[.]/.test(key);

/**
 * Sorts the problems of one list so that no fix moves an item that a later fix names: removals come last,
 * from the end.
 */
export function inOrderOfFixes(problems: readonly Problem[]): Problem[] {
  const isRemoval = ({ fix }: Problem) => typeof fix === "string" && fix.startsWith("rm ");
  return [
    ...problems.filter((problem) => !isRemoval(problem)),
    ...problems.filter((problem) => isRemoval(problem)).toReversed(),
  ];
}

/** The shell command for the arguments of `pulumi config`, whichever stack is selected. */
export function configCommand(fix: string, stack: string): string {
  const [, from, to] = moved.exec(fix) ?? [];
  if (from !== undefined && to !== undefined) {
    const path = (key: string) => (isPath(key) ? "--path " : "");
    const get = `pulumi config get ${path(from)}${from} --stack ${stack}`;
    // A failure of the first command must not write an empty secret, and no process may have it as an argument.
    return `secret=$(${get}) && printf %s "$secret" | pulumi config set --secret ${path(to)}${to} --stack ${stack}`;
  }
  const withStack = fix.replace(optionsEnd, `$1--stack ${stack} -- `);
  return `pulumi config ${withStack === fix ? `${fix} --stack ${stack}` : withStack}`;
}

const word = String.raw`((?:\$'(?:[^'\\]|\\.)*'|[^\s'\\]|\\.|'[^']*')+)`;
const moved = new RegExp(`^move ${word} ${word}$`);
const optionsEnd = /^(set (?:--path |--type string )*)-- /;

/** The shell command that fixes a problem. */
export const fixCommand = ({ fix }: Problem, stack: string): string =>
  [fix]
    .flat()
    .map((one) => configCommand(one, stack))
    .join(" && ");

/** What to run for the pulumi commands of a fix if a shell does not find them. */
export const withoutPath = "not on PATH: in a fix, replace pulumi with npm run --silent pulumi --";

/** All problems of a stack in one text, one per line. */
export function describeProblems(stack: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const lines = problems.map(
    (problem) =>
      `  ${problem.key} ${problem.what.replace(/([^?])$/, "$1.")} Fix: ${fixCommand(problem, stack)}`,
  );
  return [`The configuration of stack "${stack}" has ${count}; nothing was sent to Auth0.`, ...lines].join(
    "\n",
  );
}
