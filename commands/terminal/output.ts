import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * The destination of the Markdown report: it is printed, unless it has a file or the JSON report is printed.
 */
export const markdownTarget = ({
  markdown,
  json,
}: {
  markdown: string | undefined;
  json: string | undefined;
}): string | undefined => markdown ?? (json === "-" ? undefined : "-");

/**
 * Writes a report to the destination that an option names: a file, whose folder is created if necessary, or
 * standard output (`-`). Without the option, it writes nothing.
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
