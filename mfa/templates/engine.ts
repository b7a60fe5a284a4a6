import { createRequire } from "node:module";
import type * as Liquidjs from "liquidjs";
import type { Liquid } from "liquidjs";

/**
 * The tags of phone templates [customize/phone-messages/phone-templates/supported-liquid-syntax], and three
 * more of the language that the page about legacy messages names (capture, break, continue). Tags that read a
 * file are excluded, because a tenant has no files.
 */
const tags = [
  ...["for", "break", "continue", "cycle", "tablerow", "if", "unless", "case", "assign", "capture"],
  ...["increment", "decrement", "raw", "comment"],
];

/** The filters of phone templates, from the same page. */
const filters = [
  ...["plus", "minus", "modulo", "times", "floor", "ceil", "round", "divided_by", "abs", "at_least"],
  ...["at_most", "append", "prepend", "capitalize", "upcase", "downcase", "strip", "lstrip", "rstrip"],
  ...["strip_newlines", "split", "replace", "replace_first", "remove", "remove_first", "truncate"],
  ...["truncatewords", "escape", "escape_once", "url_encode", "url_decode", "strip_html"],
  ...["newline_to_br", "slice", "map", "sort", "sort_natural", "first", "last", "join", "reverse", "size"],
  ...["date", "default"],
];

export const isFilter = (name: string): boolean => filters.includes(name);

export interface Engine {
  liquid: Liquid;
  /** A part of a parsed template. */
  guards: typeof Liquidjs.TypeGuards;
}

let loaded: Engine | undefined;

/**
 * LiquidJS, which Auth0 uses to render phone templates, limited to what Auth0 supports. It is loaded when the
 * first template is checked, so a program with Auth0's default messages starts without it.
 */
export const engine = (): Engine => (loaded ??= load());

function load(): Engine {
  const { Liquid, TypeGuards } = createRequire(import.meta.url)("liquidjs") as typeof Liquidjs;
  const liquid = new Liquid({
    templates: {},
    strictFilters: true,
    ownPropertyOnly: true,
    // The time zone for dates. Asking the system for it takes as long as the rest of the loading.
    locale: "en",
    // A template may come from anybody, so rendering is limited.
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

/** Liquid's error about a template, without the lines that it quotes. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error
    ? (error.message.split("\n")[0] ?? "").replace(/, line:(\d+), col:(\d+)$/, " (line $1, column $2)")
    : "unknown";
