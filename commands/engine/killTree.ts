import { spawnSync } from "node:child_process";

/** Kills a process and everything that it started at once: no process can clean up, and none survives. */
export function killTree(pid: number): void {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const parents = stdout.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  const doomed = [pid];
  for (const parent of doomed)
    doomed.push(...parents.filter(([, of]) => of === parent).map(([child = 0]) => child));
  for (const one of doomed) end(one);
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has already ended.
  }
}
