import { globSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this project, with a slash at its end. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** README.md, the other pages beside it and those of docs/, by their whole paths. */
export const pagesOf = (folder: string): string[] =>
  globSync(["*.md", "docs/*.md", "docs/decisions/*.md"], { cwd: folder })
    .sort()
    .map((page) => join(folder, page));
