import { inQuotes } from "../mfa/pasted.ts";
import { masked } from "../mfa/urls/masked.ts";
import type { UrlUse } from "../mfa/urls/patterns.ts";
import { mostUrls, urlFault, urlsIn } from "../mfa/urls/urlFault.ts";
import type { Problem } from "../configuration/problems.ts";
import { inOrderOfFixes, removePath, set, setList } from "../configuration/problems.ts";
import { keyIn, readList } from "../configuration/source.ts";
import type { Source } from "../configuration/source.ts";

const uses = { callbackUrls: "callback", logoutUrls: "logout", webOrigins: "origin" } as const;

type ListName = keyof typeof uses;

export type UrlLists = Record<ListName, string[]>;

/** Reads an application's three lists of URLs. Adds every problem with an item to `problems`. */
export function readUrls(source: Source, allowWildcards: boolean, problems: Problem[]): UrlLists {
  const read = (name: ListName): string[] => {
    const urls = readList(source, name, problems, (items) => urlsMeant(items, name));
    problems.push(...listProblems({ key: keyIn(source, name), use: uses[name], urls }, allowWildcards));
    return urls;
  };
  const before = problems.length;
  const callbackUrls = read("callbackUrls");
  if (callbackUrls.length === 0 && problems.length === before) {
    const key = keyIn(source, "callbackUrls");
    const what = "has no URLs; Auth0 would have nowhere to send users after sign-in";
    problems.push({ key, what, fix: set(`${key}[0]`, exampleUrl) });
  }
  return { callbackUrls, logoutUrls: read("logoutUrls"), webOrigins: read("webOrigins") };
}

/** The URLs among some texts. Callback URLs are required, so an example replaces none. */
function urlsMeant(items: readonly string[], name: ListName): string[] {
  const urls = items.flatMap((item) => {
    const fault = urlFault(item, uses[name], true);
    return fault === undefined ? item : (fault.better ?? []);
  });
  return urls.length === 0 && name === "callbackUrls" ? [exampleUrl] : [...new Set(urls)];
}

const exampleUrl = "https://app.example.com";

interface UrlList {
  key: string;
  use: UrlUse;
  urls: readonly string[];
}

function listProblems({ key, use, urls }: UrlList, allowWildcards: boolean): Problem[] {
  const joined = urls.findIndex((url) => urlsIn(url).length > 1);
  if (joined >= 0) {
    const what = `(${display(urls[joined] ?? "")}) contains several URLs; list each one separately`;
    const items = urls.flatMap(urlsIn).map((url) => urlFault(url, use, true)?.better ?? masked(url));
    return [{ key: `${key}[${joined}]`, what, fix: setList(key, items) }];
  }
  const faults = urls.map((url) => urlFault(url, use, allowWildcards));
  const meant = urls.map((url, index) => faults[index]?.better ?? url);
  const items = urls.flatMap((url, index): Problem[] => {
    const item = `${key}[${index}]`;
    const fault = faults[index];
    const first = meant.indexOf(meant[index] ?? "");
    if (first < index) {
      const same = urls[first] === url ? "repeats" : `(${display(url)}) is the same URL as`;
      return [{ key: item, what: `${same} ${key}[${first}]`, fix: removePath(item) }];
    }
    if (fault === undefined) return [];
    const what = `(${display(url)}) ${fault.what}`;
    if (fault.better !== undefined) return [{ key: item, what, fix: set(item, fault.better) }];
    const accepted = urlFault(url, use, true);
    if (allowWildcards || (accepted !== undefined && accepted.better === undefined))
      return [{ key: item, what, fix: removePath(item) }];
    const exception = 'add it to "except" of the rule "no-wildcards" in policy/configuration.json';
    const allow = set("allowWildcards", "true");
    const fix = accepted?.better === undefined ? allow : [allow, set(item, accepted.better)];
    return [{ key: item, what: `${what}. If you accept it, also ${exception}`, fix }];
  });
  const beyond = urls.map((_, index) => `${key}[${index}]`).slice(mostUrls);
  const what = `has ${urls.length} URLs; Auth0 allows ${mostUrls} in a list. The fix removes the last ${beyond.length === 1 ? "one" : beyond.length}`;
  const tooMany = beyond.length > 0 ? [{ key, what, fix: beyond.toReversed().map(removePath) }] : [];
  return inOrderOfFixes([...items, ...tooMany]);
}

/**
 * Keeps a hostile or broken value from breaking the message: removes control characters and limits the
 * length.
 */
function display(text: string): string {
  const shown = masked(text);
  return inQuotes(shown.length > 80 ? `${shown.slice(0, 79)}…` : shown);
}
