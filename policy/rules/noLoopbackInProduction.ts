import { production, rule } from "../Rule.ts";
import { isOnLoopback } from "../../mfa/urls/hosts.ts";
import { hostRisks } from "../../mfa/urls/hostRisks.ts";
import type { UrlUse } from "../../mfa/urls/patterns.ts";
import { urlsOf } from "../urls.ts";

export const noLoopbackInProduction = rule({
  id: "no-loopback-in-production",
  description: "No URL of a production application points to the user's own machine.",
  level: "mandatory",
  configuration: { stacks: production },
  resource: (declared, { stacks }) =>
    urlsOf(declared)
      .filter(({ url }) => stacks.includes(declared.stack) && isOnLoopback(url))
      .map(
        ({ list, use, url }) =>
          `${list} has ${url}: any program on a user's machine could ${risks[use]}. Remove the URL from ${list} of ${declared.stack}; use it only in a development stack.`,
      ),
});

const risks: Readonly<Record<UrlUse, string>> = {
  ...hostRisks,
  callback: "intercept the authorization code",
};
