import { readdirSync, readFileSync } from "node:fs";
import { onTestFinished } from "vitest";

/** What the processes of this machine show of themselves while a test runs. */
export interface ProcessWatch {
  /** Each command line that was seen. */
  readonly commands: ReadonlySet<string>;
  /** Each environment that was seen. */
  readonly environments: ReadonlySet<string>;
}

/** Looks at all processes again and again until the test ends: those that are there for a moment too. */
export function watchProcesses(): ProcessWatch {
  const commands = new Set<string>();
  const environments = new Set<string>();
  const timer = setInterval(() => {
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      add(commands, `/proc/${pid}/cmdline`);
      // This process's own is the test's.
      if (Number(pid) !== process.pid) add(environments, `/proc/${pid}/environ`);
    }
  }, 25);
  onTestFinished(() => {
    clearInterval(timer);
  });
  return { commands, environments };
}

function add(seen: Set<string>, file: string): void {
  try {
    seen.add(readFileSync(file, "utf8"));
  } catch {
    // It has ended, or is somebody else's.
  }
}
