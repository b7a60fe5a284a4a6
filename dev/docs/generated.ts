import { format, resolveConfig } from "prettier";
import { commands } from "./blocks/commands.ts";
import { configuration } from "./blocks/configuration.ts";
import { decisions } from "./blocks/decisions.ts";
import { review } from "./blocks/review.ts";
import { risksTable } from "./blocks/risks.ts";
import { rulesTable } from "./blocks/rules.ts";
import { neededScopes, readOnlyScopes } from "./blocks/scopes.ts";
import { helpOf, optionsTable } from "./blocks/options.ts";
import { root } from "../root.ts";

/** What stands between `<!-- generated: NAME -->` and `<!-- /generated -->`, as Markdown. */
const blocks: Readonly<Record<string, () => string | Promise<string>>> = {
  commands,
  configuration,
  decisions,
  "read scopes": readOnlyScopes,
  review,
  risks: risksTable,
  rules: rulesTable,
  "sandbox options": async () => optionsTable(await helpOf("sandbox")),
  scopes: neededScopes,
};

const block = /(<!-- generated: ([\w ]+) -->\n).*?(<!-- \/generated -->)/gs;

/**
 * A page with its generated blocks as the sources have them now.
 *
 * @throws Error for a block that nothing generates
 */
export async function withGeneratedBlocks(page: string): Promise<string> {
  const names = [...page.matchAll(block)].map(([, , name = ""]) => name);
  if (names.length === 0) return page;
  const contents = new Map(
    await Promise.all(names.map(async (name) => [name, await contentOf(name)] as const)),
  );
  const text = page.replace(
    block,
    (_, opening: string, name: string, closing: string) =>
      `${opening}\n${contents.get(name) ?? ""}\n\n${closing}`,
  );
  return format(text, { ...(await resolveConfig(root)), parser: "markdown" });
}

async function contentOf(name: string): Promise<string> {
  const generate = Object.hasOwn(blocks, name) ? blocks[name] : undefined;
  if (generate === undefined) throw new Error(`Nothing generates the block "${name}".`);
  return generate();
}
