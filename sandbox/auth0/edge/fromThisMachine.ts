import type { Context, MiddlewareHandler } from "hono";
import { badRequest, forbidden } from "../errors.ts";
import type { ApiError } from "../errors.ts";
import type { HttpEnv } from "./httpEnv.ts";

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Rejects requests that a hostile page could send. These use the page's own host name (DNS rebinding), or are
 * a form or a fetch from another origin, or a frame, a script or an event stream on another site. A link that
 * somebody follows is allowed, because it only shows a page.
 */
export const fromThisMachine: MiddlewareHandler<HttpEnv> = async (c, next) => {
  const host = c.req.header("host") ?? new URL(c.req.url).host;
  if (!loopback.test(host)) return refused(c, forbidden("The local tenant responds only to localhost"));
  const origin = c.req.header("origin");
  if (origin !== undefined && origin !== new URL(c.req.url).origin)
    return refused(c, forbidden("The local tenant rejects requests from other origins"));
  const isForeign = ["cross-site", "same-site"].includes(c.req.header("sec-fetch-site") ?? "");
  if (isForeign && !isFollowedLink(c))
    return refused(c, forbidden("The local tenant rejects requests from other sites"));
  // A response must not be used as a script or an image either.
  c.header("x-content-type-options", "nosniff");
  c.header("cross-origin-resource-policy", "same-origin");
  c.header("cache-control", "no-store");
  await next();
  return undefined;
};

/**
 * Browsers set these headers themselves, and no page can change them
 * [w3c.github.io/webappsec-fetch-metadata].
 */
const isFollowedLink = (c: Context<HttpEnv>): boolean =>
  c.req.method === "GET" &&
  c.req.header("sec-fetch-mode") === "navigate" &&
  c.req.header("sec-fetch-dest") === "document";

/** Rejects changes in any form but JSON: a page can send other forms without a preflight request. */
export const jsonOnly: MiddlewareHandler<HttpEnv> = async (c, next) => {
  const type = c.req.header("content-type") ?? "";
  const isChange = ["POST", "PUT", "PATCH"].includes(c.req.method);
  if (isChange && type.split(";")[0]?.trim().toLowerCase() !== "application/json")
    return refused(c, badRequest("Send JSON with the content type application/json"));
  await next();
  return undefined;
};

/** A response instead of an exception: this guard runs before routers with other error formats. */
const refused = (c: Context<HttpEnv>, error: ApiError): Response =>
  c.json(error.toBody(), error.status as 403);
