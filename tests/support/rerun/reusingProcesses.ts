import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { realpath } from "node:fs/promises";
import type { Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { inOwnProcess } from "../../../commands/engine/nodeHost/runProgram.ts";
import type { ProgramRun, RunProgram } from "../../../commands/engine/nodeHost/runProgram.ts";
import { root } from "../../../dev/root.ts";
import { readLine } from "./nextRun.ts";
import type { NextRun } from "./nextRun.ts";

const main = fileURLToPath(new URL("./rerun.ts", import.meta.url));

/**
 * Runs this checkout's program again and again in the same process. Loading the program and Pulumi's SDK takes
 * most of a run's CPU time; here it happens once. A copy of the program, which a test may edit between
 * two runs, gets a process for each.
 * @param patience milliseconds that a cancelled program has to end by itself
 */
export function reusingProcesses(isReusable = isOfThisCheckout, patience = 10_000): RunProgram {
  const idle = new Set<ProgramProcess>();
  return async (run) => {
    if (!(await isReusable(run))) return inOwnProcess(run);
    const process = [...idle].find((one) => one.canRun(run)) ?? new ProgramProcess(run);
    idle.delete(process);
    const { end, isReady } = await process.run(run, patience);
    if (isReady) idle.add(process);
    return end;
  };
}

const isOfThisCheckout = async ({ folder }: ProgramRun): Promise<boolean> =>
  (await realpath(join(folder, "index.ts"))) === join(root, "index.ts");

/** Runs with the same value can share a process. */
const kindOf = (run: ProgramRun): string =>
  JSON.stringify([run.nodeArgs, Object.entries(readOnce(run)).sort()]);

/** The variables that Node reads at its start. The certificates are an exception (rerun.ts). */
const readOnce = ({ environment }: ProgramRun): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => /^NODE_|_PROXY$/i.test(name) && name !== "NODE_EXTRA_CA_CERTS",
    ),
  );

/** How a run ended: with an exit code, or by a signal or an error. */
interface End {
  end: number | string;
  /** Whether the process can run the next program. */
  isReady: boolean;
}

class ProgramProcess {
  readonly #child: ChildProcess;
  readonly #kind: string;
  #onLine: (line: string) => void = () => undefined;
  #onEnd: (end: End) => void = () => undefined;

  /** Starts a process that knows no secret: the environment of a run comes with its message. */
  constructor(run: ProgramRun) {
    this.#kind = kindOf(run);
    this.#child = spawn(process.execPath, [...run.nodeArgs, main], {
      cwd: run.folder,
      env: readOnce(run),
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.#child.once("error", ({ message }) => {
      this.#onEnd({ end: message, isReady: false });
    });
    this.#child.once("close", (code, signal) => {
      this.#onEnd({ end: code ?? String(signal), isReady: false });
    });
    let ended = 0;
    for (const stream of this.#outputs())
      createInterface({ input: stream }).on("line", (line) => {
        const { text, code } = readLine(line);
        if (text !== "" || code === undefined) this.#onLine(text);
        if (code === undefined) return;
        ended += 1;
        // The end of both outputs.
        if (ended % 2 === 0) this.#onEnd({ end: code, isReady: true });
      });
  }

  canRun(run: ProgramRun): boolean {
    return this.#child.connected && this.#kind === kindOf(run);
  }

  async run(
    { runner, args, environment, signal, onLine = console.log }: ProgramRun,
    patience: number,
  ): Promise<End> {
    let deadline: NodeJS.Timeout | undefined;
    // The engine cancels a program when a hook fails. The program ends soon, because all its calls now fail.
    const cancel = () => {
      this.#onLine = () => undefined;
      deadline = setTimeout(() => this.#child.kill(), patience);
    };
    signal.addEventListener("abort", cancel);
    this.#keepAlive(true);
    try {
      return await new Promise<End>((onEnd) => {
        this.#onLine = onLine;
        this.#onEnd = onEnd;
        this.#child.send({ runner, args, environment } satisfies NextRun);
        if (signal.aborted) cancel();
      });
    } finally {
      clearTimeout(deadline);
      signal.removeEventListener("abort", cancel);
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
