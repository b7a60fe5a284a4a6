import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { paragraphsOf } from "./markdown.ts";
import { commentsOf, messagesOf, textsOf, titlesOf } from "./texts.ts";
import type { Text } from "./texts.ts";

/** Folders whose texts nobody wrote, or that hold no text of ours. */
const skipped = new Set(["node_modules", "sdks", "tools", "dist", "coverage", "golden", "previews"]);

const isCode = (file: string): boolean => /\.([cm]?[jt]s|tsx)$/.test(file) && !file.endsWith(".d.ts");

/** Auth0 gets this file byte by byte: another comment would be a change of every deployed Action. */
const deployed = "senders/plivo/action.cjs";

/** Of a test's strings, only its title is read; the linter's own table names what it forbids. */
const hasMessages = (file: string): boolean =>
  isCode(file) && !/^(tests|examples)\/|\.config\.[jt]s$|^dev\/words\/habits\.ts$/.test(file);

/** The project's files below `root`, sorted, without what starts with a dot. */
export function sourcesIn(root: string, folder = ""): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith(".") && !skipped.has(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? sourcesIn(root, path) : [path];
    });
}

const readText = (root: string, file: string): string => readFileSync(join(root, file), "utf8");

/** All messages of the product, of the local tenant and of the scripts. */
export const allMessages = (root: string): Text[] =>
  sourcesIn(root)
    .filter(hasMessages)
    .flatMap((file) => messagesOf(file, readText(root, file)));

/** All that the linter checks: messages, comments, titles of tests, and Markdown. */
export const allTexts = (root: string): Text[] =>
  sourcesIn(root).flatMap((file) => {
    if (file === deployed) return [];
    if (file.endsWith(".md")) return paragraphsOf(file, readText(root, file));
    if (!isCode(file)) return [];
    const source = readText(root, file);
    return hasMessages(file)
      ? textsOf(file, source)
      : [...commentsOf(file, source), ...titlesOf(file, source)];
  });
