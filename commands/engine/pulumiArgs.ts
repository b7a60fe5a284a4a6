import { parseArgs } from "node:util";

// A pulumi command line, parsed as pulumi parses it.

/** The options that select the command's stack, folder and login. */
export function stackOptions(args: readonly string[]): string[] {
  return Object.entries(whereabouts(args)).flatMap(([name, value]) => [`--${name}`, value]);
}

/** The same, and which file holds its configuration. */
export function configOptions(args: readonly string[]): string[] {
  const { "config-file": file } = textsAmong(args);
  return [...stackOptions(args), ...(typeof file === "string" ? ["--config-file", file] : [])];
}

/** Whether a command is pulumi's destroy, by any of its names. */
export const isDestroy = (command: string): boolean => ["destroy", "down", "dn"].includes(command);

/**
 * Whether a destroy's options turn the refresh on or off, in each form that pulumi accepts. The last one
 * counts; `undefined` if there is none.
 */
export function refreshOption(args: readonly string[]): boolean | undefined {
  const given = args.flatMap((arg) => {
    const [found, value = "true"] = /^(?:--refresh|-[defyQ]*r[defyQ]*)(?:=(.*))?$/.exec(arg) ?? [];
    return found === undefined ? [] : [/^(1|t|true)$/i.test(value)];
  });
  return given.at(-1);
}

/** pulumi's global options that take no value. */
const switches = new Set(
  ["disable-integrity-checking", "emoji", "fully-qualify-stack-names", "help", "logflow"]
    .concat(["logtostderr", "non-interactive", "version"])
    .map((name) => `--${name}`)
    .concat(["-e", "-h", "-Q"]),
);

/**
 * pulumi's command. Every other option before it is followed by its value, known or not: this is how pulumi
 * (cobra) parses it.
 */
export function commandOf(args: readonly string[]): string {
  const [first, ...rest] = args;
  if (first === undefined || !first.startsWith("-")) return first ?? "";
  const standsAlone = switches.has(first) || first.includes("=") || /^-[^-]./.test(first);
  return commandOf(standsAlone ? rest : rest.slice(1));
}

/** The options for the stack and the folder, in any position and in each form that pulumi accepts. */
export function whereabouts(args: readonly string[]): { stack?: string; cwd?: string } {
  const { stack, cwd } = textsAmong(args);
  return {
    ...(typeof stack === "string" && { stack }),
    ...(typeof cwd === "string" && { cwd }),
  };
}

const textsAmong = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    strict: false,
    options: {
      stack: { type: "string", short: "s" },
      cwd: { type: "string", short: "C" },
      "config-file": { type: "string" },
    },
  }).values;
