import { readFileSync } from "node:fs";
import { Hono } from "hono";
import type { Context, MiddlewareHandler } from "hono";
import { fromThisMachine } from "../auth0/edge/fromThisMachine.ts";
import type { HttpEnv } from "../auth0/edge/httpEnv.ts";
import { messageEvents } from "./events.ts";
import type { Inbox } from "./inbox.ts";
import { inboxPage } from "./page.ts";

const pageSize = 100;

const files = [
  ["inbox.css", "text/css; charset=utf-8"],
  ["inbox.js", "text/javascript; charset=utf-8"],
] as const;

/**
 * The inbox for people and programs on this machine: a page, and its messages as JSON and as events.
 * Read-only.
 */
export function inboxRouter(inbox: Inbox): Hono<HttpEnv> {
  const router = new Hono<HttpEnv>();
  router.use("*", fromThisMachine, sealed);
  router.get("/", (c) => c.html(page(inbox, c.req.query("number") ?? "", c.req.query("before"))));
  router.get("/messages.json", (c) => messages(inbox, c));
  router.get("/events", (c) => events(inbox, c));
  for (const [name, type] of files) {
    const text = readFileSync(new URL(`./assets/${name}`, import.meta.url), "utf8");
    router.get(`/${name}`, (c) => c.body(text, 200, { "content-type": type }));
  }
  router.all("*", (c) =>
    c.req.method === "GET" || c.req.method === "HEAD"
      ? c.text("Not found. The inbox is at /inbox.", 404)
      : c.text("The inbox can only be read.", 405, { allow: "GET, HEAD" }),
  );
  return router;
}

/** Only the page's own script, no framing, no caching, nothing for other origins. */
const sealed: MiddlewareHandler<HttpEnv> = async (c, next) => {
  c.header(
    "content-security-policy",
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  );
  c.header("x-content-type-options", "nosniff");
  c.header("referrer-policy", "no-referrer");
  c.header("cache-control", "no-store");
  c.header("cross-origin-resource-policy", "same-origin");
  c.header("cross-origin-opener-policy", "same-origin");
  await next();
};

function page(inbox: Inbox, number: string, before: string | undefined) {
  const found = inbox.list({ number, before, limit: pageSize + 1 });
  return inboxPage({
    messages: found.slice(0, pageSize),
    number,
    isLive: before === undefined,
    hasOlder: found.length > pageSize,
  });
}

function messages(inbox: Inbox, c: Context<HttpEnv>): Response {
  const { to, number, after, before, limit } = c.req.query();
  if (limit !== undefined && !/^[1-9]\d{0,6}$/.test(limit))
    return c.json(
      {
        statusCode: 400,
        error: "Bad Request",
        message: "Failed to list messages: limit must be a positive integer.",
      },
      400,
    );
  const filter = { to, number, after, before, limit: limit === undefined ? undefined : Number(limit) };
  return c.json(inbox.list(filter));
}

/**
 * A browser's last event id takes precedence over the page's query; without either, only new messages are
 * sent.
 */
function events(inbox: Inbox, c: Context<HttpEnv>): Response {
  const { after, number } = c.req.query();
  const cursor = c.req.header("last-event-id") ?? after ?? inbox.list({ limit: 1 })[0]?.id;
  c.header("content-type", "text/event-stream");
  return c.body(messageEvents(inbox, { after: cursor === "" ? undefined : cursor, number }));
}
