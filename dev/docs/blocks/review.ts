import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../root.ts";

/** A report that a test makes of the engine's own preview. */
export async function review(): Promise<string> {
  const report = await readFile(join(root, "tests/commands/review/golden/plivo-code-and-policy.md"), "utf8");
  return ["````markdown", report.trim(), "````"].join("\n");
}
