import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Written to standard input: the way in for secrets, since other users can read a process's arguments. */
  input?: string;
  /** Called with each line of standard output as it comes. */
  onLine?: (line: string) => void;
  /** Called with each line of standard error as it comes. */
  onErrorLine?: (line: string) => void;
  /** Ends the program with SIGINT when aborted, and waits for it to finish what it must. */
  signal?: AbortSignal;
}

export interface RunResult {
  /** `null` where the program could not be started or was ended by a signal. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program without a shell and waits for its end. It never throws for the program's own failure. */
export async function run(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ["pipe", "pipe", "pipe"],
  });
  // A program that ends without reading its input is no failure of ours.
  child.stdin.on("error", () => undefined).end(options.input ?? "");
  options.signal?.addEventListener("abort", () => child.kill("SIGINT"), { once: true });
  let stdout = "";
  let stderr = "";
  createInterface({ input: child.stdout }).on("line", (line) => {
    stdout += `${line}\n`;
    options.onLine?.(line);
  });
  createInterface({ input: child.stderr }).on("line", (line) => {
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
