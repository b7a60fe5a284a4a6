import { mkdir } from "node:fs/promises";
import lockfile from "proper-lockfile";
import type { Progress } from "./progress.ts";

/**
 * Runs `work` while no other process does so in the same folder. A second process waits, however long the
 * first one takes. After ten seconds without a sign of life, the lock of a dead process is replaced.
 */
export async function exclusively<Result>(
  folder: string,
  progress: Progress,
  work: () => Promise<Result>,
): Promise<Result> {
  await mkdir(folder, { recursive: true });
  if (await lockfile.check(folder)) progress("Another process is doing this; waiting for it to finish");
  const release = await lockfile.lock(folder, {
    retries: { forever: true, minTimeout: 200, maxTimeout: 1_000, factor: 1.2 },
  });
  try {
    return await work();
  } finally {
    await release();
  }
}
