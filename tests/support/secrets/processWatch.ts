import { readdirSync, readFileSync } from "node:fs";
import { onTestFinished } from "vitest";

/** What the processes of this machine expose while a test runs. */
export interface ProcessWatch {
  /** Each command line that was seen. */
  readonly commands: ReadonlySet<string>;
  /** Each environment that was seen, and a command line of a process that had it. */
  readonly environments: ReadonlyMap<string, string>;
}

/** Watches all processes until the test ends, including short-lived ones. */
export function watchProcesses(): ProcessWatch {
  const commands = new Set<string>();
  const environments = new Map<string, string>();
  const timer = setInterval(() => {
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      // This process's own are the test's.
      if (Number(pid) === process.pid) continue;
      const command = read(`/proc/${pid}/cmdline`);
      const environment = read(`/proc/${pid}/environ`);
      if (command !== "") commands.add(command);
      if (environment !== "") environments.set(environment, command.replaceAll("\0", " "));
    }
  }, 50);
  onTestFinished(() => {
    clearInterval(timer);
  });
  return { commands, environments };
}

/** Ids and command lines of the processes, other than this one, whose environment holds a text. */
export const holdersOf = (secret: string): string[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => read(`/proc/${pid}/environ`).includes(secret))
    .map((pid) => `${pid} ${read(`/proc/${pid}/cmdline`).replaceAll("\0", " ")}`);

/** Empty if the process has ended, or belongs to another user. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
