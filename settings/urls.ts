import type { Problem } from "./problems.ts";
import { set } from "./problems.ts";
import { own, readFlag, readList } from "./source.ts";
import type { Source } from "./source.ts";

type ListName = "callbackUrls" | "logoutUrls" | "webOrigins";

export type UrlLists = Record<ListName, string[]>;

/** What is wrong with a URL, and the value that was most likely meant. */
export interface UrlFault {
  what: string;
  better?: string;
}

/** Reads the SPA's three lists of URLs; whatever is wrong with an item is added to `problems`. */
export function readUrls(source: Source, problems: Problem[]): UrlLists {
  const allowWildcards = readFlag(source, "allowWildcards", problems) ?? false;
  const read = (name: ListName): string[] => {
    const urls = readList(source, name, problems);
    problems.push(...urls.flatMap((url, index) => itemProblem(name, urls, url, index, allowWildcards)));
    return urls;
  };
  const lists = {
    callbackUrls: read("callbackUrls"),
    logoutUrls: read("logoutUrls"),
    webOrigins: read("webOrigins"),
  };
  if (own(source, "callbackUrls") === undefined || lists.callbackUrls.length === 0) {
    problems.push({
      key: "callbackUrls",
      what: "has no URL; Auth0 could send no user back to the application",
      mend: set("callbackUrls[0]", examples.callbackUrls),
    });
  }
  return lists;
}

function itemProblem(
  list: ListName,
  urls: readonly string[],
  url: string,
  index: number,
  allowWildcards: boolean,
): Problem[] {
  const key = `${list}[${index}]`;
  const first = urls.indexOf(url);
  if (first < index) {
    return [{ key, what: `repeats ${list}[${first}]`, mend: `rm --path '${key}'` }];
  }
  const fault = urlFault(url, list === "webOrigins" ? "origin" : "url", allowWildcards);
  if (!fault) return [];
  return [{ key, what: `(${display(url)}) ${fault.what}`, mend: set(key, fault.better ?? examples[list]) }];
}

/** What is wrong with one URL, or `undefined`. Auth0 compares URLs as text, so near misses count as wrong too. */
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

/** Auth0 takes one wildcard: the whole first label of a host that has two more [get-started/applications/wildcards-for-subdomains]. */
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

/** A hostile or broken value must not break the message: no control characters, no more than fits a line. */
function display(text: string): string {
  // A password in a URL is a secret too.
  const masked = text.replace(/\/\/[^/]*@/, "//…@");
  const short = masked.length > 80 ? `${masked.slice(0, 79)}…` : masked;
  return JSON.stringify(short);
}

const examples: Record<ListName, string> = {
  callbackUrls: "https://app.example.com",
  logoutUrls: "https://app.example.com",
  webOrigins: "https://app.example.com",
};
