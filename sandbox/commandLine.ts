import { parseFault } from "./auth0/edge/faults.ts";
import { rateLimitPlans } from "./auth0/edge/rateLimit.ts";
import type { SandboxOptions } from "./options.ts";

export interface CommandLine {
  options: SandboxOptions;
  /** Print one line of JSON instead of prose. */
  json: boolean;
  help: boolean;
}

export const usage = `Usage: npm run sandbox -- [OPTIONS]

  --port N                            HTTPS port; 0, the default, takes any free one
  --phone-experience unified|legacy   the tenant's phone experience (unified)
  --latency MS                        delay each Management API answer
  --rate-limit none|free|essentials|enterprise
  --fault "METHOD PATH NTH STATUS|reset|timeout|lost"   may be given again
  --state FILE                        keep the tenant's state in this file
  --clock ISO                         the hour the tenant's clock starts at
  --json                              print where everything is as one line of JSON`;

type Read = (value: string, command: CommandLine) => string | undefined;

function wholeNumber(
  name: string,
  value: string,
  maximum: number,
  keep: (number: number) => void,
): string | undefined {
  if (!/^\d+$/.test(value) || Number(value) > maximum)
    return `${name} takes a whole number from 0 to ${maximum}, not "${value}".`;
  keep(Number(value));
  return undefined;
}

function oneOf<T extends string>(
  name: string,
  value: string,
  choices: readonly T[],
  keep: (choice: T) => void,
): string | undefined {
  const choice = choices.find((each) => each === value);
  if (choice === undefined) return `${name} takes one of ${choices.join(", ")}, not "${value}".`;
  keep(choice);
  return undefined;
}

/** What each option does with its value; what it returns is what is wrong with it. */
const readers: Record<string, Read> = {
  "--port": (value, { options }) => wholeNumber("--port", value, 65_535, (port) => (options.port = port)),
  "--latency": (value, { options }) =>
    wholeNumber("--latency", value, 600_000, (ms) => (options.latencyMs = ms)),
  "--phone-experience": (value, { options }) =>
    oneOf(
      "--phone-experience",
      value,
      ["unified", "legacy"] as const,
      (choice) => (options.phoneExperience = choice),
    ),
  "--rate-limit": (value, { options }) =>
    oneOf("--rate-limit", value, rateLimitPlans, (choice) => (options.rateLimit = choice)),
  "--fault": (value, { options }) => {
    const rule = parseFault(value);
    if (typeof rule === "string") return rule;
    options.faults = [...(options.faults ?? []), rule];
    return undefined;
  },
  "--state": (value, { options }) => {
    if (value.trim() === "") return "--state takes the name of a file.";
    options.stateFile = value;
    return undefined;
  },
  "--clock": (value, { options }) => {
    if (!/^\d{4}-\d\d-\d\d/.test(value) || Number.isNaN(Date.parse(value))) {
      return `--clock takes a time such as 2026-01-31T12:00:00Z, not "${value}".`;
    }
    options.clock = value;
    return undefined;
  },
};

/** Reads the arguments, or says all that is wrong with them, a line each. */
export function parseCommandLine(args: readonly string[]): CommandLine | string[] {
  const command: CommandLine = { options: {}, json: false, help: false };
  const problems: string[] = [];
  const rest = args.flatMap((arg) => splitAtEquals(arg));
  for (let index = 0; index < rest.length; index += 1) {
    const name = rest[index] ?? "";
    if (name === "--json") command.json = true;
    else if (name === "--help" || name === "-h") command.help = true;
    else {
      const read = readers[name];
      const value = rest[index + 1];
      if (read === undefined) problems.push(`There is no option ${name}. See --help.`);
      else if (value === undefined || value in readers) problems.push(`${name} takes a value.`);
      else {
        index += 1;
        const problem = read(value, command);
        if (problem !== undefined) problems.push(problem);
      }
    }
  }
  return problems.length > 0 ? problems : command;
}

/** `--name=value` is two arguments written as one. */
function splitAtEquals(arg: string): string[] {
  const match = /^(--[a-z-]+)=(.*)$/s.exec(arg);
  return match === null ? [arg] : [match[1] ?? "", match[2] ?? ""];
}
