import { isOnLoopback } from "../../../mfa/urls/hosts.ts";
import { hasWildcard, publicSuffixOf } from "../../../mfa/urls/patterns.ts";
import type { Step } from "../../../preview/Preview.ts";
import { printable } from "../../../findings/words/printable.ts";
import { text, word } from "../../../findings/words/Text.ts";
import { change } from "../../../findings/changes/Change.ts";
import type { Change } from "../../../findings/changes/Change.ts";
import type { Setting } from "../../../findings/changes/Kind.ts";
import { setDifference, textsOf } from "../../../findings/changes/sets.ts";

/**
 * An application's lists of URLs, by the provider's names, with their names for people in singular and
 * plural.
 */
export const urlLists = {
  callbacks: ["callback URL", "callback URLs"],
  allowedLogoutUrls: ["logout URL", "logout URLs"],
  webOrigins: ["web origin", "web origins"],
  allowedOrigins: ["allowed origin", "allowed origins"],
} as const;

/** A URL is shown in full, because its end may be the new part. */
const mostOfUrl = 1000;

type ListName = keyof typeof urlLists;

/** A list of URLs, described URL by URL. */
export function urlSetting(list: ListName): Setting {
  const [one, many] = urlLists[list];
  return {
    noun: many,
    tell: ({ before, after }, step) => {
      const { added, removed } = setDifference(before, after);
      const known = knownOrigins(step);
      const isLast = list === "callbacks" && !textsOf(before).some((url) => textsOf(after).includes(url));
      const changes = [
        ...added.map((url) => addedUrl(step, list, url, known)),
        ...removed.map((url) =>
          change(
            step,
            isLast ? "last-callback-removed" : `${removalOf[list]}-removed`,
            "gone",
            text`${word(one)} removed: ${printable(url, mostOfUrl)}`,
            {
              group: `${many} removed`,
            },
          ),
        ),
      ];
      return changes.length > 0
        ? changes
        : [
            change(step, "order", "neutral", text`${word(many)}: order changed`, {
              group: "reordered lists",
            }),
          ];
    },
  };
}

const removalOf: Readonly<Record<ListName, string>> = {
  callbacks: "callback",
  allowedLogoutUrls: "logout-url",
  webOrigins: "origin",
  allowedOrigins: "origin",
};

function addedUrl(step: Step, list: ListName, url: string, known: ReadonlySet<string>): Change {
  const [one, many] = urlLists[list];
  const event = eventOf(step, url, known);
  const direction = ["url-added", "loopback-set"].includes(event)
    ? "neutral"
    : ["host-added", "loopback-added"].includes(event)
      ? "wider"
      : "weaker";
  return change(step, event, direction, text`${word(one)} added: ${printable(url, mostOfUrl)}`, {
    group: `${many} added`,
  });
}

function eventOf(step: Step, url: string, known: ReadonlySet<string>): string {
  const isNew = step.before === undefined;
  if (hasWildcard(url)) return publicSuffixOf(url) === undefined ? "wildcard-added" : "public-wildcard-added";
  if (isOnLoopback(url))
    return isNew ? "loopback-set" : known.has(originOf(url)) ? "url-added" : "loopback-added";
  if (!/^https:/i.test(url)) return "insecure-url-added";
  return isNew || known.has(originOf(url)) ? "url-added" : "host-added";
}

/** The origins that the application already has. On the user's own machine, any port counts as the same. */
function knownOrigins({ before }: Step): ReadonlySet<string> {
  const urls = Object.keys(urlLists).flatMap((list) =>
    textsOf(before?.outputs[list] ?? before?.inputs[list]),
  );
  return new Set(urls.map(originOf));
}

function originOf(url: string): string {
  return isOnLoopback(url) ? "loopback" : (URL.parse(url)?.origin ?? url);
}
