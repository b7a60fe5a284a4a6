import { z } from "zod";
import { ReadFailure } from "../http/ReadFailure.ts";
import type { JsonAnswer } from "../http/requestJson.ts";

/** What an error status of the Management API means. */
export function refusal({ status, body }: JsonAnswer, what: string, domain: string): ReadFailure {
  if (status === 401) {
    return new ReadFailure({
      kind: "credentials",
      what,
      status,
      why: "the token is wrong or has expired.",
      remedy: "Set the credentials again: auth0:clientId and auth0:clientSecret, or AUTH0_API_TOKEN.",
    });
  }
  const scope = missingScope(body);
  if (status === 403 && scope !== undefined) {
    return new ReadFailure({
      kind: "scope",
      what,
      status,
      why: `the scope ${scope} is missing.`,
      remedy: "Grant it to the application in the dashboard (Applications, its APIs tab).",
    });
  }
  if (status === 404) {
    return new ReadFailure({ kind: "missing", what, status, why: "it is not there.", remedy: "" });
  }
  if (status === 429 || status >= 500) return serverFailure(status, what, domain);
  return new ReadFailure({
    kind: "refused",
    what,
    status,
    why: `the tenant answered ${status}.`,
    remedy: "See docs: auth0.com/docs/api/management/v2.",
  });
}

/** A tenant that can't answer now. */
export function serverFailure(status: number, what: string, domain: string): ReadFailure {
  if (status === 429) {
    return new ReadFailure({
      kind: "rate-limit",
      what,
      status,
      why: `${domain} has had more calls than its rate limit allows, for too long.`,
      remedy: "Something else calls its Management API; try again when that has ended.",
    });
  }
  return new ReadFailure({
    kind: "server",
    what,
    status,
    why: `${domain} answered ${status}.`,
    remedy: "Try again; look at status.auth0.com if it stays so.",
  });
}

const apiError = z.object({ message: z.string(), errorCode: z.string().optional() });

/** "Insufficient scope, expected any of: read:clients,read:client_keys": the first will do. */
function missingScope(body: unknown): string | undefined {
  const parsed = apiError.safeParse(body);
  return parsed.success ? /expected any of: (\w+:\w+)/.exec(parsed.data.message)?.[1] : undefined;
}
