import type { Context } from "hono";
import type { HttpEnv } from "../../auth0/edge/httpEnv.ts";
import type { TwilioAccount } from "./account.ts";
import { notFound, outage, tooManyRequests, unauthenticated } from "./errors.ts";
import { apiVersion } from "./resource.ts";

/**
 * The credentials that a call may use: also an API key, or only the account's own
 * [twilio.com/docs/iam/api-keys].
 */
type Scope = "any" | "account";

/** Admits calls with the account's credentials, while Twilio is up and the rate limit is not reached. */
export function admit(account: TwilioAccount, c: Context<HttpEnv>, scope: Scope = "any"): void {
  identify(account, c, scope);
  limit(account);
}

/** The same, but only for the account in the path. */
export function admitTo(
  account: TwilioAccount,
  c: Context<HttpEnv>,
  { sid = c.req.param("account"), scope = "any" }: { sid?: string | undefined; scope?: Scope } = {},
): void {
  identify(account, c, scope);
  if (sid?.replace(/\.json$/, "") !== account.accountSid) throw notFound(resourcePath(c));
  limit(account);
}

function identify(account: TwilioAccount, c: Context<HttpEnv>, scope: Scope): void {
  const { settings } = account;
  if (settings.outage !== null) throw outage(settings.outage);
  const header = c.req.header("authorization") ?? null;
  const isKnown = account.isAuthorized(header) || (scope === "any" && account.isAuthorizedByKey(header));
  if (!isKnown || settings.suspended) throw unauthenticated();
}

function limit({ settings }: TwilioAccount): void {
  if (settings.rateLimited) throw tooManyRequests();
}

/** The path from Twilio's root, wherever the stand-in is mounted; newer APIs omit the version. */
export function resourcePath(c: Context<HttpEnv>): string {
  const { pathname } = new URL(c.req.url);
  const at = pathname.indexOf(`/${apiVersion}`);
  const versioned = /\/v1(\/.*)$/.exec(pathname)?.[1];
  return (at < 0 ? (versioned ?? pathname) : pathname.slice(at)).slice(0, 300);
}
