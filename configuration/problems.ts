/** One thing that is wrong with a stack's configuration. Never holds a secret's value. */
export interface Problem {
  /** The key as `pulumi config` shows it, with an index where one item of a list is meant. */
  key: string;
  /** What is wrong, as the end of a sentence that starts with the key. */
  what: string;
  /** The arguments of `pulumi config` that fix it. */
  fix: string;
}

/** A value for `pulumi config set`, quoted for a shell where it needs to be. */
function shellQuote(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
}

/** `set [--path] KEY VALUE`. */
export function set(key: string, value: string): string {
  const path = /[[.]/.test(key) ? "--path " : "";
  return `set ${path}${shellQuote(key)} ${shellQuote(value)}`;
}

/**
 * `set --path --type string KEY VALUE`: below a path, Pulumi takes what looks like a number for one, and drops
 * the plus sign of +14155550123.
 */
export function setText(key: string, value: string): string {
  return `set --path --type string ${shellQuote(key)} ${shellQuote(value)}`;
}

/** `rm --path KEY`. */
export function removePath(key: string): string {
  return `rm --path ${shellQuote(key)}`;
}

/** `set --secret KEY`: Pulumi then asks for the value, so that it stays out of the shell's history. */
export function setSecret(key: string): string {
  return `set --secret ${key}`;
}

/** All problems of a stack in one text, a line each. */
export function describeProblems(stack: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const lines = problems.map(({ key, what, fix }) => `  ${key} ${what}. Fix: pulumi config ${fix}`);
  return [`The configuration of stack "${stack}" has ${count}; nothing was sent to Auth0.`, ...lines].join(
    "\n",
  );
}
