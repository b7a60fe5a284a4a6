/** What is wrong with a URL, and the value that was most likely meant. */
export interface UrlFault {
  what: string;
  better?: string;
}

/**
 * What is wrong with one URL, or `undefined`. Auth0 compares URLs as text, so near misses count as wrong too.
 */
export function urlFault(
  text: string,
  kind: "url" | "origin",
  allowWildcards: boolean,
): UrlFault | undefined {
  const url = URL.parse(text);
  if (!url || !/^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(text)) return { what: "is not an absolute URL" };
  if (url.username || url.password) return { what: "carries a user name or password" };
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))) {
    return { what: "must be https (http only on a loopback host)", better: text.replace(/^[^:]+/, "https") };
  }
  if (text.includes("#")) return { what: "has a fragment", better: text.replace(/#.*/s, "") };
  if (text.includes("*")) {
    const fault = wildcardFault(url, allowWildcards);
    if (fault) return fault;
  }
  if (kind === "origin" && text !== url.origin) {
    return { what: "must be an origin: no path, no slash at the end", better: url.origin };
  }
  return undefined;
}

/**
 * Auth0 takes one wildcard: the whole first label of a host that has two more
 * [get-started/applications/wildcards-for-subdomains].
 */
function wildcardFault(url: URL, allowed: boolean): UrlFault | undefined {
  if (!allowed) {
    return {
      what: "has a wildcard: any host that matches could receive users' codes; name each URL, or set allowWildcards to true",
    };
  }
  const placedRight = /^\*(\.[^.*]+){2,}$/.test(url.hostname) && url.href.split("*").length === 2;
  return placedRight ? undefined : { what: "may have a wildcard only as the first label of its host" };
}

/** localhost and its subdomains, 127.0.0.0/8, ::1 (RFC 8252, section 7.3; RFC 6761, section 6.3). */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

/** Whether a URL's host is the user's own machine. */
export function isOnLoopback(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && isLoopback(parsed.hostname);
}
