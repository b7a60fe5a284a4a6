import type { MiddlewareHandler } from "hono";
import { readBounded } from "../../edge/readBounded.ts";
import { badRequest, bodyTooLarge } from "../errors.ts";
import type { HttpEnv } from "./httpEnv.ts";

/** One MiB, as Auth0 says when it refuses more [github.com/auth0/auth0.js/issues/1133]. */
const maxBodyBytes = 1_048_576;

/** Refuses what no operation should see: too large a body, or a path whose percent signs encode no text. */
export const bounded: MiddlewareHandler<HttpEnv> = async (c, next) => {
  try {
    decodeURIComponent(new URL(c.req.url).pathname);
  } catch {
    throw badRequest("Bad Request");
  }
  if (Number(c.req.header("content-length") ?? 0) > maxBodyBytes) throw bodyTooLarge(maxBodyBytes);
  await next();
};

/** The body as text, as far as the limit. */
export async function readText(request: Request): Promise<string> {
  const body = await readBounded(request, maxBodyBytes);
  if (body === undefined) throw bodyTooLarge(maxBodyBytes);
  return body.toString();
}
