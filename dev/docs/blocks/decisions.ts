import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../root.ts";
import { table } from "./table.ts";

/** The decisions by number, with their titles. */
export async function decisions(): Promise<string> {
  const folder = join(root, "docs/decisions");
  const files = (await readdir(folder)).filter((file) => /^\d{4}-/.test(file)).sort();
  const rows = await Promise.all(
    files.map(async (file) => {
      const [, title = ""] = /^# \d+[.:] (.*)/.exec(await readFile(join(folder, file), "utf8")) ?? [];
      return [String(Number(file.slice(0, 4))), `[${title}](${file})`];
    }),
  );
  return table(["", "decision"], rows);
}
