import { z } from "zod";
import { CallFailure } from "../http/CallFailure.ts";
import { shaped } from "../http/shape.ts";
import type { TenantReader } from "./ManagementApi.ts";

const perPage = 100;
/** Keeps a list that never ends from being requested forever. */
const mostPages = 100;

const counted = z.object({ total: z.number().optional() });

/**
 * All items of a list that is paged by number. If a response has no `total`, as the Actions service's last
 * page, a page that is not full is the last.
 * @param name the member of the response that holds the items
 */
export async function listByPage(
  api: TenantReader,
  path: string,
  name: string,
  what: string,
): Promise<unknown[]> {
  const items: unknown[] = [];
  for (let number = 0; number < mostPages; number += 1) {
    const answer = await api.get(withQuery(path, { per_page: perPage, page: number }), what);
    const found = shaped(z.object({ [name]: z.array(z.unknown()) }), answer, what)[name] ?? [];
    const { total } = shaped(counted, answer, what);
    items.push(...found);
    const isLast = total === undefined ? found.length < perPage : items.length >= total;
    if (found.length === 0 || isLast) return items;
  }
  throw new CallFailure({
    kind: "unexpected",
    what: `read ${what} of ${api.domain}`,
    why: `the list does not end after ${mostPages} pages.`,
    remedy: "Check that the domain belongs to an Auth0 tenant.",
  });
}

function withQuery(path: string, query: Record<string, number>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  return `${path}${path.includes("?") ? "&" : "?"}${pairs.join("&")}`;
}
