import { CallFailure } from "../http/CallFailure.ts";
import type { JsonAnswer } from "../http/requestJson.ts";
import type { Auth0Access } from "./Auth0Access.ts";
import type { Call } from "./Call.ts";
import { claimsIn, configuredTokenFailure, issuerOf } from "./configuredToken.ts";
import { isSameDomain } from "../sameDomain.ts";

/** The meaning of an error status of the Management API. */
export function refusal(
  { status, body }: JsonAnswer,
  call: Call,
  what: string,
  access: Auth0Access,
): CallFailure {
  const { domain } = access;
  if (status === 401 || isNoToken(body)) return tokenRefusal(status, what, access);
  const scope = missingScope(body);
  if (status === 403 && scope !== undefined) {
    return new CallFailure({
      kind: "scope",
      what,
      status,
      why: `the scope ${scope} is missing.`,
      remedy: "Grant it to the application in the dashboard (Applications, its APIs tab).",
    });
  }
  if (status === 404) {
    return new CallFailure({
      kind: "missing",
      what,
      status,
      why: "it does not exist.",
      remedy: "Check auth0:domain, then run pulumi refresh.",
    });
  }
  if (status === 429 || status >= 500) return serverFailure(status, what, domain);
  return new CallFailure({
    kind: "refused",
    what,
    status,
    why: `the tenant returned ${status}${call.method === "GET" ? "" : ` for ${call.method} ${call.path}${reasonIn(body, call.body)}`}.`,
    remedy: "Correct what the tenant rejects, as https://auth0.com/docs/api/management/v2 describes it.",
  });
}

/** Auth0's message for a bearer token that is not a JWT, with status 400. */
const isNoToken = (body: unknown): boolean => /Bad HTTP authentication header format/.test(messageIn(body));

/** The API does not say why it rejects a token; a configured one may name the tenant that issued it. */
function tokenRefusal(status: number, what: string, access: Auth0Access): CallFailure {
  const failed = { kind: "credentials", what, status } as const;
  if (access.apiToken === undefined)
    return new CallFailure({
      ...failed,
      why: "the token is invalid or has expired.",
      remedy: "Set auth0:clientId and auth0:clientSecret again.",
    });
  return configuredTokenFailure(failed, access, rejectionOf(access.apiToken, access.domain));
}

function rejectionOf(token: string, domain: string): string {
  const claims = claimsIn(token);
  if (Object.keys(claims).length === 0) return "is not a JSON Web Token";
  const issuer = issuerOf(claims);
  return issuer === undefined || isSameDomain(issuer, domain)
    ? "is invalid or has expired"
    : `was issued by ${issuer}, and ${domain} does not accept it`;
}

/** A tenant that is temporarily unavailable. */
export function serverFailure(status: number, what: string, domain: string): CallFailure {
  if (status === 429) {
    return new CallFailure({
      kind: "rate-limit",
      what,
      status,
      why: `${domain} has received more calls than its rate limit allows.`,
      remedy: "Try again later: another client may be calling the Management API.",
    });
  }
  return new CallFailure({
    kind: "server",
    what,
    status,
    why: `${domain} returned ${status}.`,
    remedy: "Try again. If it keeps failing, check status.auth0.com.",
  });
}

const messageIn = (body: unknown): string => {
  const message = (body as { message?: unknown } | undefined)?.message;
  return typeof message === "string" ? message : "";
};

/**
 * The API's reason for rejecting a write, on one line, without the values that were sent: they may be
 * secrets.
 */
function reasonIn(answer: unknown, sent: unknown): string {
  const message = textsIn(sent)
    .filter((text) => text.length >= shortestSecret)
    .sort((one, other) => other.length - one.length)
    .reduce((said, text) => said.replaceAll(text, "…"), messageIn(answer))
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, 200);
  return message === "" ? "" : `: ${message}`;
}

/** Shorter strings are ordinary words; a reason without them would be hard to understand. */
const shortestSecret = 8;

/** Every string in a body, at any depth. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** "Insufficient scope, expected any of: read:clients,read:client_keys": the first one is enough. */
const missingScope = (body: unknown): string | undefined =>
  /expected any of: (\w+:\w+)/.exec(messageIn(body))?.[1];
