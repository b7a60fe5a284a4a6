import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * The resident memory of a process in MiB, as the system counts it: a process in a loop could not report it,
 * and a malicious one would not. 0 for a process that has ended, and if the system has neither /proc nor ps.
 */
export async function residentMiB(pid: number): Promise<number> {
  try {
    const kib = process.platform === "linux" ? await fromProc(pid) : await fromPs(pid);
    return kib / 1024;
  } catch {
    return 0;
  }
}

async function fromProc(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1] ?? 0);
}

async function fromPs(pid: number): Promise<number> {
  const { stdout } = await run("ps", ["-o", "rss=", "-p", String(pid)]);
  return Number(stdout.trim());
}
