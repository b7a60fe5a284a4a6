import { readFile, writeFile } from "node:fs/promises";
import { defineCommand } from "../commands/terminal/command.ts";
import { withGeneratedBlocks } from "./docs/generated.ts";
import { pages } from "./docs/pages.ts";
import { root } from "./root.ts";

const command = defineCommand({
  name: "docs:generate",
  summary:
    "Regenerates the parts of README.md and docs/ that are made from the sources: tables, options, the sample review.",
  options: {},
});

await command.run(async () => {
  for (const page of pages) {
    const text = await readFile(page, "utf8");
    const generated = await withGeneratedBlocks(text);
    if (generated === text) continue;
    await writeFile(page, generated);
    console.log(`Updated ${page.slice(root.length)}`);
  }
  return 0;
});
