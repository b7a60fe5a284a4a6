import { globSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.ts";

/** README.md, the other pages beside it and those of docs/, by their whole paths. */
export const pages: readonly string[] = globSync(["*.md", "docs/*.md", "docs/decisions/*.md"], { cwd: root })
  .sort()
  .map((page) => join(root, page));
