import { mkdir } from "node:fs/promises";
import lockfile from "proper-lockfile";
import type { Progress } from "./progress.ts";

/**
 * Runs `work` while no other process does so in the same folder. A second one waits, however long the first
 * one takes; the lock of a process that died is taken over after ten seconds without a sign of life.
 */
export async function exclusively<Result>(
  folder: string,
  progress: Progress,
  work: () => Promise<Result>,
): Promise<Result> {
  await mkdir(folder, { recursive: true });
  if (await lockfile.check(folder)) progress("Another process is at it; waiting for it to finish");
  const release = await lockfile.lock(folder, {
    retries: { forever: true, minTimeout: 200, maxTimeout: 1_000, factor: 1.2 },
  });
  try {
    return await work();
  } finally {
    await release();
  }
}
