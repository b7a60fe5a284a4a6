import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { killTree } from "./killTree.ts";

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /**
   * Written to standard input. Secrets must come this way, because other users can read the arguments of a
   * process.
   */
  input?: string;
  /** Called with each line of standard output as it comes. */
  onLine?: (line: string) => void;
  /** Called with each line of standard error as it comes. */
  onErrorLine?: (line: string) => void;
  /** Gives the program this process's terminal; its output is not captured. */
  onTerminal?: boolean;
  /**
   * When aborted, ends the program with SIGINT and waits for it to clean up. On this process's own terminal,
   * the program has already received Ctrl-C, which is the abort reason "SIGINT"; a second one would cut it
   * short.
   */
  signal?: AbortSignal;
  /**
   * When aborted, ends the program and everything that it started with SIGKILL, as a machine failure would.
   */
  kill?: AbortSignal;
}

export interface RunResult {
  /** `null` if the program could not be started or was ended by a signal. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program without a shell and waits until it ends. It never throws if the program fails. */
export async function run(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const { cwd, env = process.env, onTerminal = false } = options;
  if (options.signal?.aborted === true) return { code: null, stdout: "", stderr: "interrupted" };
  const child = spawn(program, args, { cwd, env, stdio: onTerminal ? "inherit" : "pipe" });
  // A program that ends without reading its input is not an error.
  child.stdin?.on("error", () => undefined).end(options.input ?? "");
  options.signal?.addEventListener(
    "abort",
    () => {
      if (!onTerminal || options.signal?.reason !== "SIGINT") child.kill("SIGINT");
    },
    { once: true },
  );
  options.kill?.addEventListener(
    "abort",
    () => {
      if (child.pid !== undefined) killTree(child.pid);
    },
    { once: true },
  );
  let stdout = "";
  let stderr = "";
  eachLine(child.stdout, (line) => {
    stdout += `${line}\n`;
    options.onLine?.(line);
  });
  eachLine(child.stderr, (line) => {
    stderr += `${line}\n`;
    options.onErrorLine?.(line);
  });
  return new Promise((resolve) => {
    child.on("error", (error) => {
      resolve({ code: null, stdout, stderr: error.message });
    });
    child.on("close", (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}

function eachLine(stream: Readable | null, take: (line: string) => void): void {
  if (stream) createInterface({ input: stream }).on("line", take);
}
