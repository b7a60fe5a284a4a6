import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { childSource } from "./childSource.ts";

/** More than any Action uses, and an end for one that still loops when the sandbox itself was killed. */
const cpuSeconds = 300;

/**
 * No core dump, which would hold secrets; and a shell may add variables of its own, so the environment is
 * emptied again. TMPDIR stays until the Action's program takes it away: by it, whoever started the sandbox
 * can tell an Action that outlived it.
 */
const limited = `ulimit -c 0; ulimit -t ${cpuSeconds}; exec env -i \${TMPDIR:+TMPDIR="$TMPDIR"} "$0" "$@"`;

/** No file, no process, no worker, no addon, no inspector; on Node 25 and later no network either. */
export const confinement = ["--permission", "--no-experimental-sqlite"];

export interface SpawnedAction {
  child: ChildProcess;
  /** What the process says. */
  answers: Readable;
  /** What it is told. */
  commands: Writable;
  /** Node's own last words; the Action can't write here. */
  errors: Readable;
}

/**
 * Starts the process of an Action: confined, without an environment that it could read, two pipes, and no
 * other way to the sandbox.
 */
export function spawnAction(memoryLimitMiB: number): SpawnedAction {
  const node = [...confinement, `--max-old-space-size=${memoryLimitMiB}`, "--eval", childSource()];
  const [program, args] =
    process.platform === "win32"
      ? [process.execPath, node]
      : ["/bin/sh", ["-c", limited, process.execPath, ...node]];
  const { TMPDIR } = process.env;
  const child = spawn(program, args, {
    env: TMPDIR === undefined ? {} : { TMPDIR },
    cwd: "/",
    stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  const [, , errors, answers, commands] = child.stdio;
  // The process may end while it is written to.
  commands?.on("error", () => undefined);
  return {
    child,
    answers: answers as Readable,
    commands: commands as Writable,
    errors: errors as Readable,
  };
}
