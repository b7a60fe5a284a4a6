import type { ClientRecord, TenantState } from "../state/tenantState.ts";

/**
 * True when a URL is one of the listed ones: the same text, character by character. A listed URL may have a
 * wildcard as its host's first label, which stands for one label
 * [get-started/applications/wildcards-for-subdomains].
 */
export function isListed(url: string, listed: readonly string[]): boolean {
  return listed.some((each) => each === url || (each.includes("*") && matchesWildcard(each, url)));
}

function matchesWildcard(pattern: string, url: string): boolean {
  const parts = /^(https?:\/\/)\*(\.[^/?#*]+(?:[/?#].*)?)$/.exec(pattern);
  const [, scheme, rest] = parts ?? [];
  if (scheme === undefined || rest === undefined) return false;
  if (!url.startsWith(scheme) || !url.endsWith(rest)) return false;
  const label = url.slice(scheme.length, url.length - rest.length);
  return /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i.test(label);
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];

/** Where a sign-in of this client may end. */
export const callbacksOf = (client: ClientRecord): string[] => texts(client["callbacks"]);

/** Where a logout may end: the client's own URLs, or the tenant's for a logout that names no client. */
export function logoutUrlsOf(state: TenantState, client: ClientRecord | undefined): string[] {
  return texts(client === undefined ? state.settings["allowed_logout_urls"] : client["allowed_logout_urls"]);
}

/** Origins whose pages may sign in silently, by an answer posted to their window. */
export const webOriginsOf = (client: ClientRecord): string[] => texts(client["web_origins"]);

/**
 * Origins whose scripts may call the token endpoint: those and where callbacks go
 * [get-started/applications/set-up-cors].
 */
export function corsOriginsOf(client: ClientRecord): string[] {
  const fromCallbacks = callbacksOf(client).flatMap((url) => {
    const parsed = URL.parse(url);
    return parsed === null || parsed.origin === "null" ? [] : [parsed.origin];
  });
  return [...webOriginsOf(client), ...texts(client["allowed_origins"]), ...fromCallbacks];
}
