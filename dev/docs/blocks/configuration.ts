import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { root } from "../../root.ts";
import { table } from "./table.ts";

interface Key {
  type?: string;
  items?: { type: string };
  description: string;
  default: unknown;
}

/** The project's configuration keys, as Pulumi.yaml declares them: the schema that Pulumi checks a stack with. */
export async function configuration(): Promise<string> {
  const { config } = parse(await readFile(join(root, "Pulumi.yaml"), "utf8")) as {
    config: Record<string, Key>;
  };
  return table(
    ["key", "description", "default"],
    Object.entries(config).map(([name, key]) => [
      `\`${name}\`<br>${typeOf(key)}`,
      asCode(key.description.trim(), Object.keys(config)),
      key.default === ""
        ? ""
        : `\`${JSON.stringify(key.default).replaceAll('"', "").replaceAll(",", ", ")}\``,
    ]),
  );
}

/** `protect` has no type, because a typed key needs one default for all stacks. */
const typeOf = ({ type = "boolean", items }: Key): string =>
  type === "array" ? `list of ${items?.type ?? "values"}s` : type === "object" ? "map" : type;

/** A description, with the names of keys and templates' variables as code. */
const asCode = (description: string, keys: readonly string[]): string =>
  description
    .replace(/\{\{\w+\}\}|https:\/\/\S+[^\s.,]/g, (code) => `\`${code}\``)
    .replace(/(?<![\w`])\w*[a-z][A-Z]\w*(?![\w`])/g, (word) => (keys.includes(word) ? `\`${word}\`` : word));
