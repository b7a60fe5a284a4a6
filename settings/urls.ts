import { urlFault } from "../mfa/urls.ts";
import type { Problem } from "../configuration/problems.ts";
import { set } from "../configuration/problems.ts";
import { own, readFlag, readList } from "../configuration/source.ts";
import type { Source } from "../configuration/source.ts";

type ListName = "callbackUrls" | "logoutUrls" | "webOrigins";

export type UrlLists = Record<ListName, string[]>;

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
      fix: set("callbackUrls[0]", examples.callbackUrls),
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
    return [{ key, what: `repeats ${list}[${first}]`, fix: `rm --path '${key}'` }];
  }
  const fault = urlFault(url, list === "webOrigins" ? "origin" : "url", allowWildcards);
  if (!fault) return [];
  return [{ key, what: `(${display(url)}) ${fault.what}`, fix: set(key, fault.better ?? examples[list]) }];
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
