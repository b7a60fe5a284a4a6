import type { ClientRecord, TenantState } from "../state/tenantState.ts";

/**
 * Whether a URL or an origin is listed: the same text, character by character. A listed one may have a
 * wildcard [get-started/applications/wildcards-for-subdomains]. One with a placeholder matches nothing: it
 * would be for a sign-in to an organization or with a custom domain, which the local tenant does not have.
 */
export function isListed(url: string, listed: readonly string[]): boolean {
  return listed.some((each) => (isPattern.test(each) ? matchesWildcard(each, url) : each === url));
}

const isPattern = /^[a-z]+:\/\/[^/?#]*[*{]/i;

/** Whether a listed URL has a placeholder for an organization's name or a custom domain's metadata. */
export const hasPlaceholder = (url: string): boolean => /^[a-z]+:\/\/[^/?#]*\{/i.test(url);

/**
 * The same as `isListed` for `returnTo`, without its query and fragment, and ignoring the case of scheme and host
 * [authenticate/login/logout/redirect-users-after-logout].
 */
export const isListedReturnTo = (url: string, listed: readonly string[]): boolean =>
  isListed(compared(url), listed.map(compared));

const compared = (url: string): string =>
  url.replace(/[?#].*$/s, "").replace(/^[a-z]+:\/\/[^/]*/i, (origin) => origin.toLowerCase());

/**
 * A wildcard in the first label of the host, which has two more labels, matches letters of that label; there
 * may be other letters before and after it.
 */
const wildcard = /^(https?:\/\/)([\w-]*)\*([\w-]*)((?:\.[^./?#:*]+){2,}(?:[/?#:][^*]*)?)$/;

function matchesWildcard(pattern: string, url: string): boolean {
  const [, scheme = "", prefix = "", suffix = "", rest = ""] = wildcard.exec(pattern) ?? [];
  if (scheme === "" || !url.startsWith(scheme + prefix) || !url.endsWith(suffix + rest)) return false;
  const letters = url.length - scheme.length - prefix.length - suffix.length - rest.length;
  const label = url.slice(scheme.length, url.length - rest.length);
  return letters > 0 && /^\w(?:[\w-]*\w)?$/.test(label);
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];

/** The URLs where a sign-in of this client may end. */
export const callbacksOf = (client: ClientRecord): string[] => texts(client["callbacks"]);

/** The URLs where a logout may end: the client's own, or the tenant's for a logout that names no client. */
export function logoutUrlsOf(state: TenantState, client: ClientRecord | undefined): string[] {
  return texts(client === undefined ? state.settings["allowed_logout_urls"] : client["allowed_logout_urls"]);
}

/** Origins whose pages may sign in silently, with a response posted to their window. */
export const webOriginsOf = (client: ClientRecord): string[] => texts(client["web_origins"]);

/**
 * Origins whose scripts may call the token endpoint: those, and the origins of callbacks
 * [get-started/applications/set-up-cors].
 */
export function corsOriginsOf(client: ClientRecord): string[] {
  const fromCallbacks = callbacksOf(client).flatMap((url) => {
    const parsed = URL.parse(url);
    return parsed === null || parsed.origin === "null" ? [] : [parsed.origin];
  });
  return [...webOriginsOf(client), ...texts(client["allowed_origins"]), ...fromCallbacks];
}
