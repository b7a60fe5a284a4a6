import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import type { Socket } from "node:net";
import { createInterface } from "node:readline";
import type { ProgramRun, RunProgram } from "../../../commands/engine/nodeHost/runProgram.ts";
import { endOfRun } from "./nextRun.ts";
import type { NextRun } from "./nextRun.ts";

const preload = new URL("./rerun.ts", import.meta.url).href;

/**
 * Runs a program again and again in the same process. Loading a program and Pulumi's SDK takes more than half
 * of a run's CPU time; here it happens once. A process in which a run fails ends, with the exit code that it
 * would always have. The program's files must not change as long as this process lives.
 */
export function reusingProcesses(): RunProgram {
  const idle = new Map<string, ProgramProcess[]>();
  return async (run) => {
    const kind = kindOf(run);
    const alike = (idle.get(kind) ?? []).filter((process) => process.isAlive);
    idle.set(kind, alike);
    const process = alike.pop() ?? new ProgramProcess(run);
    const end = await process.run(run);
    if (end !== "ready") return end;
    idle.get(kind)?.push(process);
    return 0;
  };
}

/**
 * Runs with the same value can share a process: Node reads its options and these variables only once. The
 * certificates are an exception (rerun.ts).
 */
function kindOf({ nodeArgs, runner, environment }: ProgramRun): string {
  const readOnce = Object.entries(environment).filter(
    ([name]) => /^NODE_|_PROXY$/i.test(name) && name !== "NODE_EXTRA_CA_CERTS",
  );
  return JSON.stringify([nodeArgs, runner, readOnce.sort()]);
}

class ProgramProcess {
  readonly #child: ChildProcess;
  #isNew = true;
  #onLine: (line: string) => void = () => undefined;
  #onEnd: (end: number | string) => void = () => undefined;

  constructor({ nodeArgs, runner, args, folder, environment }: ProgramRun) {
    this.#child = spawn(process.execPath, ["--import", preload, ...nodeArgs, runner, ...args], {
      cwd: folder,
      env: environment,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.#child.once("error", ({ message }) => {
      this.#onEnd(message);
    });
    this.#child.once("close", (code, signal) => {
      this.#onEnd(code ?? String(signal));
    });
    let ended = 0;
    for (const stream of this.#outputs())
      createInterface({ input: stream }).on("line", (line) => {
        const text = line.replace(endOfRun, "");
        if (text !== "" || text === line) this.#onLine(text);
        if (text === line) return;
        ended += 1;
        // The end of both outputs.
        if (ended % 2 === 0) this.#onEnd("ready");
      });
  }

  get isAlive(): boolean {
    return this.#child.connected;
  }

  /** Ends with `ready` if the process can run the next program. */
  async run({ args, environment, signal, onLine = console.log }: ProgramRun): Promise<number | string> {
    const kill = () => this.#child.kill();
    signal.addEventListener("abort", kill);
    this.#keepAlive(true);
    try {
      return await new Promise<number | string>((onEnd) => {
        this.#onLine = onLine;
        this.#onEnd = onEnd;
        if (!this.#isNew) this.#child.send({ args, environment } satisfies NextRun);
        this.#isNew = false;
        if (signal.aborted) kill();
      });
    } finally {
      signal.removeEventListener("abort", kill);
      this.#keepAlive(false);
    }
  }

  /** Whether this process waits for the child's end. */
  #keepAlive(isRunning: boolean): void {
    const change = isRunning ? "ref" : "unref";
    for (const handle of [this.#child, this.#child.channel, ...this.#outputs()]) handle?.[change]();
  }

  /** Pipes, which are sockets. */
  #outputs(): Socket[] {
    return [this.#child.stdout, this.#child.stderr].filter((output) => output !== null) as Socket[];
  }
}
