import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { pages } from "../../dev/docs/pages.ts";
import { root } from "../../dev/root.ts";
import { rules } from "../../policy/rules/index.ts";
import { readSettings } from "../../settings/settings.ts";
import { blocksOf } from "../support/docs/blocks.ts";
import { source } from "../support/settings/source.ts";

/** The code blocks of all pages that are written in a language. */
async function examplesIn(language: string): Promise<[place: string, text: string][]> {
  const guides = pages.filter((page) => !page.includes("/decisions/"));
  const found = await Promise.all(
    guides.map(async (page) =>
      blocksOf(await readFile(page, "utf8"))
        .filter((block) => block.language === language)
        .map(({ text, line }): [string, string] => [`${page.slice(root.length)}:${line}`, text]),
    ),
  );
  return found.flat();
}

test.each(await examplesIn("yaml"))("the configuration at %s is valid", (_, text) => {
  const { config } = parse(text) as { config: Record<string, unknown> };
  const written = Object.entries(config).map(([key, value]) => [key, JSON.stringify(value)]);
  // `applications` replaces the keys for one application.
  const single = ["appName", "callbackUrls", "logoutUrls", "webOrigins"].map((key) => [
    `auth0-phone-mfa:${key}`,
    undefined,
  ]);
  const values = Object.fromEntries([...single, ...written]) as Record<string, string | undefined>;
  expect(readSettings(source(values)).problems).toEqual([]);
});

test.each(await examplesIn("json"))("the rule configuration at %s has only known keys", (_, text) => {
  const configuration = JSON.parse(text) as Record<string, object>;
  for (const [id, values] of Object.entries(configuration)) {
    const rule = rules.find((one) => one.id === id);
    expect(rule, id).toBeDefined();
    for (const key of Object.keys(values)) expect(Object.keys(rule?.configuration ?? {})).toContain(key);
  }
});
