import { notFound } from "../errors.ts";
import type { LogEvent } from "../logs/tenantLog.ts";
import { ok, param } from "./endpoint.ts";
import type { Call, Endpoint } from "./endpoint.ts";
import { selectFields } from "./fields.ts";
import { pageOf } from "./paging.ts";

const path = "/logs";
const scopes = ["read:logs"];

/** The newest first by default; `from` and `take` continue after an event, oldest first [API: logs]. */
function list(call: Call) {
  const { query } = call;
  const matching = call.log.all().filter(matches(query["q"]));
  if (query["from"] !== undefined) {
    const after = matching.findIndex(({ log_id }) => log_id === query["from"]) + 1;
    return ok(matching.slice(after, after + Math.min(Number(query["take"] ?? 50), 100)));
  }
  const sorted = query["sort"] === "date:1" ? matching : matching.toReversed();
  const { items, page, perPage, total } = pageOf(sorted, query);
  const shown = items.map((event) => selectFields({ ...event }, query));
  if (query["include_totals"] !== "true") return ok(shown);
  return ok({ start: page * perPage, limit: perPage, length: shown.length, total, logs: shown });
}

/** The supported part of the search language: `field:value`, joined by AND or OR. */
function matches(q: string | undefined): (event: LogEvent) => boolean {
  if (q === undefined || q.trim() === "") return () => true;
  const anyOf = q.split(/\s+OR\s+/).map((each) => each.split(/\s+AND\s+/).map(term));
  return (event) => anyOf.some((allOf) => allOf.every((one) => one(event)));
}

function term(text: string): (event: LogEvent) => boolean {
  const [name = "", ...rest] = text.trim().split(":");
  const value = rest.join(":").replaceAll(/^"|"$/g, "");
  return (event) => Object.entries(event).some(([key, held]) => key === name && held === value);
}

export const logs: Endpoint[] = [
  { method: "GET", path, scopes, run: list },
  {
    method: "GET",
    path: `${path}/:id`,
    scopes,
    run: (call) => {
      const event = call.log.all().find(({ log_id }) => log_id === param(call, "id"));
      if (event === undefined) throw notFound("Log not found", "log_not_found");
      return ok(event);
    },
  },
];
