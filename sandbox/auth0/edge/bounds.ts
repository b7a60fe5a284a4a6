import type { MiddlewareHandler } from "hono";
import { readBounded } from "../../edge/readBounded.ts";
import { badRequest, bodyTooLarge } from "../errors.ts";
import type { HttpEnv } from "./httpEnv.ts";

/** One MiB, according to Auth0's error for larger bodies [github.com/auth0/auth0.js/issues/1133]. */
const maxBodyBytes = 1_048_576;

/**
 * Rejects requests that no operation should see: a body that is too large, or a path with invalid
 * percent-encoding.
 */
export const bounded: MiddlewareHandler<HttpEnv> = async (c, next) => {
  try {
    decodeURIComponent(new URL(c.req.url).pathname);
  } catch {
    throw badRequest("Bad Request");
  }
  if (Number(c.req.header("content-length") ?? 0) > maxBodyBytes) throw bodyTooLarge(maxBodyBytes);
  await next();
};

/** The body as text, up to the limit. */
export async function readText(request: Request): Promise<string> {
  const body = await readBounded(request, maxBodyBytes);
  if (body === undefined) throw bodyTooLarge(maxBodyBytes);
  return body.toString();
}
