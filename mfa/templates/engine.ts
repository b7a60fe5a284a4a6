import { createRequire } from "node:module";
import type * as Liquidjs from "liquidjs";
import type { Liquid } from "liquidjs";

/**
 * The tags of phone templates [customize/phone-messages/phone-templates/supported-liquid-syntax], and three
 * that are part of the language which the page of legacy messages names (capture, break, continue). Left out
 * are those that read a file: a tenant has none.
 */
const tags = [
  ...["for", "break", "continue", "cycle", "tablerow", "if", "unless", "case", "assign", "capture"],
  ...["increment", "decrement", "raw", "comment"],
];

/** The filters of phone templates, by the same page. */
const filters = [
  ...["plus", "minus", "modulo", "times", "floor", "ceil", "round", "divided_by", "abs", "at_least"],
  ...["at_most", "append", "prepend", "capitalize", "upcase", "downcase", "strip", "lstrip", "rstrip"],
  ...["strip_newlines", "split", "replace", "replace_first", "remove", "remove_first", "truncate"],
  ...["truncatewords", "escape", "escape_once", "url_encode", "url_decode", "strip_html"],
  ...["newline_to_br", "slice", "map", "sort", "sort_natural", "first", "last", "join", "reverse", "size"],
  ...["date", "default"],
];

export interface Engine {
  liquid: Liquid;
  /** What a part of a parsed template is. */
  guards: typeof Liquidjs.TypeGuards;
}

let loaded: Engine | undefined;

/**
 * LiquidJS, which Auth0 renders phone templates with, with what Auth0 supports of it and nothing else.
 * Loaded at the first template that is judged: a program whose messages are Auth0's own starts without it.
 */
export const engine = (): Engine => (loaded ??= load());

function load(): Engine {
  const { Liquid, TypeGuards } = createRequire(import.meta.url)("liquidjs") as typeof Liquidjs;
  const liquid = new Liquid({
    templates: {},
    strictFilters: true,
    ownPropertyOnly: true,
    // Of dates. To ask the system for it takes as long as all the rest of the loading.
    locale: "en",
    // A template may be anybody's: it stops before it costs much.
    parseLimit: 20_000,
    renderLimit: 1_000,
    memoryLimit: 1_000_000,
  });
  keepOnly(liquid.tags, tags);
  keepOnly(liquid.filters, filters);
  return { liquid, guards: TypeGuards };
}

function keepOnly(table: Record<string, unknown>, names: readonly string[]): void {
  for (const name of Object.keys(table)) if (!names.includes(name)) Reflect.deleteProperty(table, name);
}

/** What Liquid says of a template, without the lines that it quotes. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error
    ? (error.message.split("\n")[0] ?? "").replace(/, line:(\d+), col:(\d+)$/, " (line $1, column $2)")
    : "unknown";
