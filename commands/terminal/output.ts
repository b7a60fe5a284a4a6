import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Where the Markdown report goes: it is printed, unless it has a place or the JSON one is printed. */
export const markdownTarget = ({
  markdown,
  json,
}: {
  markdown: string | undefined;
  json: string | undefined;
}): string | undefined => markdown ?? (json === "-" ? undefined : "-");

/**
 * Puts a report where an option says: into a file, whose folder is made if it is not there, or on standard
 * output (`-`); nowhere if the option was not given.
 */
export async function output(target: string | undefined, content: () => string): Promise<void> {
  if (target === undefined) return;
  if (target === "-") {
    console.log(content().trimEnd());
    return;
  }
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, content());
}
