import { listOf, rule } from "../Rule.ts";
import { urlsOf } from "../urls.ts";

export const noWildcards = rule({
  id: "no-wildcards",
  description: "An application's URLs contain no wildcards.",
  level: "mandatory",
  configuration: { except: listOf("URLs with a wildcard that are accepted.") },
  resource: (declared, { except }) =>
    urlsOf(declared)
      .filter(({ url }) => url.includes("*") && !except.includes(url))
      .map(
        ({ list, url }) =>
          `${list} has ${url}: any host that matches could receive users' codes. Name each URL in ${list}, or accept this one under except of no-wildcards in policy/configuration.json.`,
      ),
});
