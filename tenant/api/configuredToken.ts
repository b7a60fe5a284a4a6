import { isLoopback } from "../../mfa/urls/hosts.ts";
import type { FailureParts } from "../http/CallFailure.ts";
import { CallFailure } from "../http/CallFailure.ts";
import { isSameDomain } from "../sameDomain.ts";
import type { Auth0Access } from "./Auth0Access.ts";

/**
 * A configured token takes precedence over the stack's own credentials, and the tenant's rejection would not say
 * why. Whether a custom domain is the token's tenant is not known here.
 * @throws CallFailure if the token names another tenant or has expired
 */
export function refuseUnusable(claims: Claims, access: Auth0Access, now: Date): void {
  const { domain, audience } = access;
  const fault =
    (audience === undefined ? otherTenantFault(claims, domain) : undefined) ?? expiryFault(claims, now);
  if (fault !== undefined)
    throw configuredTokenFailure({ kind: "credentials", what: `use the token for ${domain}` }, access, fault);
}

/** A fault of the configured token, as the end of a sentence that starts with it. */
export const configuredTokenFailure = (
  failed: Pick<FailureParts, "kind" | "what" | "status">,
  { apiTokenFrom }: Pick<Auth0Access, "apiTokenFrom">,
  fault: string,
): CallFailure =>
  new CallFailure({
    ...failed,
    why: `the token in ${apiTokenFrom} ${fault}.`,
    remedy: "Unset it to use the client's credentials, or set it to a token of this tenant's Management API.",
  });

/** The domain that issued a token, with its port; `undefined` for a token that does not name it. */
export function issuerOf({ iss }: Claims): string | undefined {
  return typeof iss === "string" && URL.canParse(iss) ? new URL(iss).host : undefined;
}

function otherTenantFault({ aud, iss }: Claims, domain: string): string | undefined {
  const hosts = [aud, iss].flat().flatMap((one) => (typeof one === "string" ? hostOf(one) : []));
  const own = hostOf(`https://${domain}`);
  if (hosts.some((host) => own.some((one) => isSameDomain(one, host)))) return undefined;
  const other = hosts.find(isAuth0Domain);
  if (other === undefined || !own.some((host) => isAuth0Domain(host) || isLoopback(host))) return undefined;
  return `belongs to the tenant ${other}, not to ${domain}`;
}

/** With a margin for a clock that is wrong. */
function expiryFault({ exp }: Claims, now: Date): string | undefined {
  if (typeof exp !== "number" || exp <= 0 || now.getTime() < exp * 1000 + clockMargin) return undefined;
  return `expired at ${new Date(exp * 1000).toISOString()}`;
}

const clockMargin = 5 * 60_000;

const isAuth0Domain = (host: string): boolean => /\.auth0\.com$/i.test(host);

/** The host of a URL; none for another text. */
export const hostOf = (url: string): string[] => (URL.canParse(url) ? [new URL(url).hostname] : []);

/** What a token says of itself. It is decoded but not trusted: the API decides. */
export type Claims = Readonly<Record<string, unknown>>;

/** None for a token that is no JWT. */
export function claimsIn(token: string): Claims {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    return typeof claims === "object" && claims !== null ? (claims as Claims) : {};
  } catch {
    return {};
  }
}
