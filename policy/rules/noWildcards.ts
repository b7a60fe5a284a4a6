import { hostRisks } from "../../mfa/urls/hostRisks.ts";
import { hasWildcard, publicSuffixOf } from "../../mfa/urls/patterns.ts";
import type { UrlUse } from "../../mfa/urls/patterns.ts";
import { listOf, rule } from "../Rule.ts";
import { urlsOf } from "../urls.ts";

export const noWildcards = rule({
  id: "no-wildcards",
  description: "An application's URLs contain no wildcards.",
  level: "mandatory",
  configuration: { except: listOf("URLs with a wildcard that are accepted.") },
  resource: (declared, { except }) =>
    urlsOf(declared)
      .filter(({ url }) => hasWildcard(url) && !except.includes(url))
      .map(
        ({ list, use, url }) =>
          `${list} has ${url}: ${riskOf(url, use)}. List each URL in ${list}, or add this one to "except" of the rule "no-wildcards" in policy/configuration.json.`,
      ),
});

function riskOf(url: string, use: UrlUse): string {
  const suffix = publicSuffixOf(url);
  return suffix === undefined
    ? `any matching host could ${hostRisks[use]}`
    : `anybody can register a host under ${suffix}, and a matching one could ${hostRisks[use]}`;
}
