import { createRequire } from "node:module";
import type * as Library from "tldts";

/** The purpose of a list of URLs. The last two, `web_origins` and `allowed_origins`, hold origins. */
export type UrlUse = "callback" | "logout" | "origin" | "cors";

/** Whether a URL matches more than one host: it contains a `*`. */
export const hasWildcard = (url: string): boolean => url.includes("*");

/** Whether a URL has a placeholder for each organization of the tenant. */
export const hasOrganizationName = (url: string): boolean => url.includes(organizationName);

const organizationName = "{organization_name}";

/**
 * An example address that a URL in a list matches; `undefined` if only Auth0 knows the value of its
 * placeholder.
 */
export const addressOf = (url: string): string | undefined =>
  /^[a-z]+:\/\/[^/?#]*\{/i.test(url) ? undefined : url.replace("*", "any");

/** The characters that a host label may have besides a wildcard. */
const part = "[a-z0-9_-]*";
const wildcardHost = new RegExp(String.raw`^${part}\*${part}(?<rest>(\.[^.*]+){2,})$`);
/** A browser encodes a label with international characters as a whole, so a wildcard in it matches none. */
const isEncoded = (hostname: string): boolean => hostname.startsWith("xn--");

/**
 * Why Auth0 can't match the wildcard of a URL. It allows one in the first label of the host, alone or with
 * other characters before or after it, followed by at least two more labels
 * [get-started/applications/wildcards-for-subdomains].
 * @param hostname in a browser's form
 * @param rest the parts of the URL other than the host
 */
export function wildcardReason(hostname: string, rest: string): string | undefined {
  if (!wildcardHost.test(hostname) || hasWildcard(rest)) return misplacedWildcard;
  return isEncoded(hostname)
    ? "has a wildcard in a label with international characters (xn--), where Auth0 accepts none"
    : undefined;
}

export const misplacedWildcard =
  "may have only one wildcard, in the first label of its host, followed by at least two more labels";

/**
 * Why Auth0 can't replace the placeholders of a URL [get-started/applications/wildcards-for-subdomains].
 * @param hostname in a browser's form, with its placeholders
 * @param rest the parts of the URL other than the host
 */
export function placeholderReason(hostname: string, rest: string, use: UrlUse): string | undefined {
  const stray = strayPlaceholder(rest);
  if (stray !== undefined)
    return `has ${stray} after its host; Auth0 replaces a placeholder only in the host`;
  const all: readonly string[] = hostname.match(/\{[^{}]*\}/g) ?? [];
  const unknown = all.find((one) => one !== organizationName && !customDomain.test(one));
  if (unknown !== undefined) return `has ${unknown} in its host; ${knownPlaceholders}`;
  if (all.length > 0 && hasWildcard(hostname))
    return "has a wildcard and a placeholder; Auth0 accepts only one of them";
  if (!all.includes(organizationName)) return undefined;
  if (use === "logout" || use === "origin")
    return `has ${organizationName}, which Auth0 does not replace in this list`;
  return organizationHost.test(hostname)
    ? undefined
    : `may have ${organizationName} only as the whole first label of its host, followed by at least two more labels`;
}

/** A placeholder outside the host. A browser encodes braces in a path, but may keep them in a query. */
export function strayPlaceholder(rest: string): string | undefined {
  const [, path = "", query = ""] = /^([^?]*)(.*)$/s.exec(rest) ?? [];
  const [inPath] = /\{[^{}]*\}/.exec(path) ?? [];
  const [inQuery] = /\{(organization_name|\w+\.metadata\.[^{}]*)\}/i.exec(query) ?? [];
  return inPath ?? inQuery;
}

const customDomain = /^\{custom_domain\.metadata\.(public|PUBLIC)_\w+\}$/;
const knownPlaceholders = `the placeholders of a URL list are ${organizationName} and {custom_domain.metadata.public_KEY}`;
/** The placeholder of a custom domain may stand for several labels. */
const organizationHost = /^\{organization_name\}((\.[^.{}]+){2,}|[^{}]*\{custom_domain\.[^{}]*\}[^{}]*)$/;

/**
 * The public suffix directly after a URL's wildcard, as in `https://*.vercel.app`: anybody can register a
 * host there. `undefined` if there is no such wildcard.
 */
export function publicSuffixOf(url: string): string | undefined {
  const host = URL.parse(url)?.hostname ?? "";
  const below = isEncoded(host) ? undefined : wildcardHost.exec(host)?.groups?.["rest"]?.slice(1);
  if (below === undefined) return undefined;
  const suffix = library().getPublicSuffix(`any.${below}`, { allowPrivateDomains: true });
  return suffix === below ? suffix : undefined;
}

// Loaded when the first wildcard is read: most policy pack runs read none, and the list takes 15 ms to load
// (measured).
const library = (): typeof Library => createRequire(import.meta.url)("tldts") as typeof Library;
