import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { summary } from "../../../dev/sweep/report.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Runs `npm run sweep` in a separate process; returns its exit code and its last line. */
export async function sweep(
  ...args: string[]
): Promise<{ code: number | null; last: ReturnType<typeof summary> }> {
  const child = spawn(process.execPath, [join(root, "dev/sweep.ts"), "--json", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  await once(child, "close");
  const line = stdout.trim().split("\n").at(-1) ?? "";
  if (!line.startsWith('{"cases"')) throw new Error(`The sweep gave no summary:\n${stdout}\n${stderr}`);
  return { code: child.exitCode, last: JSON.parse(line) as ReturnType<typeof summary> };
}
