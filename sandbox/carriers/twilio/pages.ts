import { notFound } from "./errors.ts";

const defaultSize = 50;
const largestSize = 1000;

interface Identified {
  sid: unknown;
}

interface Page<Item> {
  items: Item[];
  number: number;
  size: number;
  /** URLs as queries; undefined if there is no such page. */
  first: string;
  next: string | undefined;
  previous: string | undefined;
}

/**
 * A part of a list. The token says where it starts, and `Page` is the client's own count, as in Twilio
 * [twilio.com/docs/usage/twilios-response#pagination].
 */
function pageOf<Item extends Identified>(path: string, query: URLSearchParams, all: Item[]): Page<Item> {
  const size = Math.min(largestSize, Math.max(1, Number(query.get("PageSize")) || defaultSize));
  const number = Math.max(0, Number(query.get("Page")) || 0);
  const token = query.get("PageToken");
  const before = token === null ? -1 : all.findIndex(({ sid }) => tokenOf(sid) === token);
  if (token !== null && before < 0) throw notFound(path);
  const start = before + 1;
  const items = all.slice(start, start + size);
  const address = (page: number, last?: Item): string => {
    const next = new URLSearchParams(query);
    next.set("PageSize", String(size));
    next.set("Page", String(page));
    next.delete("PageToken");
    if (last !== undefined) next.set("PageToken", tokenOf(last.sid));
    return `?${next.toString()}`;
  };
  const hasNext = start + size < all.length;
  return {
    items,
    number,
    size,
    first: address(0),
    next: hasNext ? address(number + 1, items.at(-1)) : undefined,
    previous: start > 0 ? address(Math.max(0, number - 1), all[start - size - 1]) : undefined,
  };
}

const tokenOf = (sid: unknown): string => `PA${String(sid)}`;

/** A list in the format of the 2010 API. */
export function legacyPage(
  key: string,
  path: string,
  query: URLSearchParams,
  all: Identified[],
): Record<string, unknown> {
  const { items, number, size, first, next, previous } = pageOf(path, query, all);
  const search = query.toString();
  return {
    [key]: items,
    page: number,
    page_size: size,
    start: number * size,
    end: number * size + Math.max(0, items.length - 1),
    uri: search === "" ? path : `${path}?${search}`,
    first_page_uri: path + first,
    next_page_uri: next === undefined ? null : path + next,
    previous_page_uri: previous === undefined ? null : path + previous,
  };
}

/** A list in the format of the newer APIs: data about the page is separate, under `meta`. */
export function metaPage(
  key: string,
  url: string,
  query: URLSearchParams,
  all: Identified[],
): Record<string, unknown> {
  const { items, number, size, first, next, previous } = pageOf(new URL(url).pathname, query, all);
  return {
    [key]: items,
    meta: {
      key,
      page: number,
      page_size: size,
      url: url + first,
      first_page_url: url + first,
      next_page_url: next === undefined ? null : url + next,
      previous_page_url: previous === undefined ? null : url + previous,
    },
  };
}
