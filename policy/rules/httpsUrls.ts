import { rule } from "../Rule.ts";
import { isUnencrypted } from "../../mfa/urls/hosts.ts";
import { hostRisks } from "../../mfa/urls/hostRisks.ts";
import type { UrlUse } from "../../mfa/urls/patterns.ts";
import { urlsOf } from "../urls.ts";

export const httpsUrls = rule({
  id: "https-urls",
  description: "An application's URLs are https, or http on a loopback host.",
  level: "mandatory",
  configuration: {},
  resource: (declared) =>
    urlsOf(declared)
      .filter(({ url }) => isUnencrypted(url))
      .map(
        ({ list, use, url }) =>
          `${list} has ${url}: anyone on the network path could ${risks[use]}. Use its https form in ${list}.`,
      ),
});

const risks: Readonly<Record<UrlUse, string>> = {
  ...hostRisks,
  callback: "intercept authorization codes",
  logout: "redirect users who log out",
};
