import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { root } from "../../root.ts";
import { table } from "./table.ts";

interface Key {
  description: string;
  default: unknown;
}

/** The project's configuration keys, as Pulumi.yaml declares them. */
export async function configuration(): Promise<string> {
  const { config } = parse(await readFile(join(root, "Pulumi.yaml"), "utf8")) as {
    config: Record<string, Key>;
  };
  return table(
    ["key", "description", "default"],
    Object.entries(config).map(([name, key]) => [
      `\`${name}\`<br>${typeOf(name, key.default)}`,
      asCode(key.description.trim(), Object.keys(config)),
      key.default === ""
        ? ""
        : `\`${JSON.stringify(key.default).replaceAll('"', "").replaceAll(",", ", ")}\``,
    ]),
  );
}

/** A key's type is that of its default. That of `protect` depends on the stack. */
function typeOf(name: string, fallback: unknown): string {
  if (name === "protect") return "boolean";
  if (Array.isArray(fallback)) return "list of strings";
  return typeof fallback === "object" ? "map" : typeof fallback;
}

/** A description, with the names of keys and templates' variables as code. */
const asCode = (description: string, keys: readonly string[]): string =>
  description
    .replace(/\{\{\w+\}\}|https:\/\/\S+[^\s.,]/g, (code) => `\`${code}\``)
    .replace(/(?<![\w`])\w*[a-z][A-Z]\w*(?![\w`])/g, (word) => (keys.includes(word) ? `\`${word}\`` : word));
