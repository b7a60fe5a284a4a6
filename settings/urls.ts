import { urlFault } from "../mfa/urls.ts";
import type { Problem } from "../configuration/problems.ts";
import { removePath, set } from "../configuration/problems.ts";
import { keyIn, own, readList } from "../configuration/source.ts";
import type { Source } from "../configuration/source.ts";

type ListName = "callbackUrls" | "logoutUrls" | "webOrigins";

export type UrlLists = Record<ListName, string[]>;

/** Reads an application's three lists of URLs; whatever is wrong with an item is added to `problems`. */
export function readUrls(source: Source, allowWildcards: boolean, problems: Problem[]): UrlLists {
  const read = (name: ListName): string[] => {
    const urls = readList(source, name, problems);
    const key = keyIn(source, name);
    problems.push(
      ...urls.flatMap((url, index) => itemProblem({ name, key, urls }, url, index, allowWildcards)),
    );
    return urls;
  };
  const lists = {
    callbackUrls: read("callbackUrls"),
    logoutUrls: read("logoutUrls"),
    webOrigins: read("webOrigins"),
  };
  if (own(source, "callbackUrls") === undefined || lists.callbackUrls.length === 0) {
    const key = keyIn(source, "callbackUrls");
    problems.push({
      key,
      what: "has no URL; Auth0 could send no user back to the application",
      fix: set(`${key}[0]`, examples.callbackUrls),
    });
  }
  return lists;
}

function itemProblem(
  list: { name: ListName; key: string; urls: readonly string[] },
  url: string,
  index: number,
  allowWildcards: boolean,
): Problem[] {
  const key = `${list.key}[${index}]`;
  const first = list.urls.indexOf(url);
  if (first < index) return [{ key, what: `repeats ${list.key}[${first}]`, fix: removePath(key) }];
  const fault = urlFault(url, list.name === "webOrigins" ? "origin" : "url", allowWildcards);
  if (!fault) return [];
  const fix = set(key, fault.better ?? examples[list.name]);
  return [{ key, what: `(${display(url)}) ${fault.what}`, fix }];
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
