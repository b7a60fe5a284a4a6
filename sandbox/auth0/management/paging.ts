import { invalidQuery } from "../errors.ts";
import type { JsonObject } from "../json.ts";

type Query = Record<string, string>;

function whole(query: Query, name: string, fallback: number, maximum = Number.MAX_SAFE_INTEGER): number {
  const text = query[name];
  if (text === undefined) return fallback;
  if (!/^\d+$/.test(text))
    throw invalidQuery(`'Expected type integer but found type string' on property ${name}`);
  const value = Number(text);
  if (value > maximum)
    throw invalidQuery(`'Value ${value} is greater than maximum ${maximum}' on property ${name}`);
  return value;
}

export interface Page<T> {
  items: T[];
  page: number;
  perPage: number;
  total: number;
}

/** One page by number: `page` starts at 0, `per_page` is at most 100. */
export function pageOf<T>(items: readonly T[], query: Query, perPageDefault = 50): Page<T> {
  const page = whole(query, "page", 0);
  const perPage = whole(query, "per_page", perPageDefault, 100) || perPageDefault;
  return { items: items.slice(page * perPage, (page + 1) * perPage), page, perPage, total: items.length };
}

/** One page by checkpoint: `from` is opaque to callers, and the last page has no `next`. */
export function checkpoint<T>(items: readonly T[], query: Query): { items: T[]; next?: string } {
  const from = query["from"];
  const start =
    from === undefined
      ? 0
      : Number(
          Buffer.from(from, "base64url")
            .toString()
            .replace(/^after:/, ""),
        );
  if (!Number.isInteger(start) || start < 0) throw invalidQuery("'Invalid checkpoint' on property from");
  const end = start + (whole(query, "take", 50, 100) || 50);
  const page = items.slice(start, end);
  return end < items.length
    ? { items: page, next: Buffer.from(`after:${end}`).toString("base64url") }
    : { items: page };
}

/** A list in the format of most resources: bare, with totals on request, or by checkpoint. */
export function listAnswer(name: string, items: readonly JsonObject[], query: Query): unknown {
  if (query["from"] !== undefined || query["take"] !== undefined) {
    const { items: page, next } = checkpoint(items, query);
    return next === undefined ? { [name]: page } : { next, [name]: page };
  }
  const { items: page, page: number, perPage, total } = pageOf(items, query);
  if (query["include_totals"] !== "true") return page;
  return { total, start: number * perPage, limit: perPage, [name]: page };
}

/**
 * A page in the format of the Actions service: `total` and `page` are omitted if they are 0 (recorded lists
 * of this service).
 */
export function actionsPage(
  name: string,
  items: readonly JsonObject[],
  query: Record<string, string>,
): JsonObject {
  const { items: page, page: number, perPage, total } = pageOf(items, query, 20);
  const counted = page.length > 0 ? { total } : {};
  return { [name]: page, ...counted, ...(number > 0 ? { page: number } : {}), per_page: perPage };
}
