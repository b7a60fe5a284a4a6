import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { childSource } from "./childSource.ts";

/** More than any Action uses; it ends an Action that still loops after the local tenant itself was killed. */
const cpuSeconds = 300;

/**
 * No core dump, which would hold secrets. A shell may add its own variables, so the environment is emptied
 * again. TMPDIR stays until the Action's program removes it: it shows whoever started the local tenant that
 * an Action outlived it.
 */
const limited = `ulimit -c 0; ulimit -t ${cpuSeconds}; exec env -i \${TMPDIR:+TMPDIR="$TMPDIR"} "$0" "$@"`;

/** No files, processes, workers, addons or inspector; on Node 25 and later, no network either. */
export const confinement = ["--permission", "--no-experimental-sqlite"];

export interface SpawnedAction {
  child: ChildProcess;
  /** The output of the process. */
  answers: Readable;
  /** The input of the process. */
  commands: Writable;
  /** Node's own error output; the Action can't write here. */
  errors: Readable;
}

/**
 * Starts the process of an Action: confined, without a readable environment, with two pipes and no other path
 * to the local tenant.
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
  // The process may end during a write.
  commands?.on("error", () => undefined);
  return {
    child,
    answers: answers as Readable,
    commands: commands as Writable,
    errors: errors as Readable,
  };
}
