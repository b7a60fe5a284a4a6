import { isUnencrypted } from "../../mfa/urls/hosts.ts";
import { urlFault } from "../../mfa/urls/urlFault.ts";
import { rule } from "../Rule.ts";
import { urlsOf } from "../urls.ts";

export const usableUrls = rule({
  id: "usable-urls",
  description: "An application's URLs have the form that a browser sends, and that Auth0 accepts.",
  level: "mandatory",
  configuration: {},
  resource: (declared) =>
    urlsOf(declared)
      // The rule https-urls covers those.
      .filter(({ url }) => !isUnencrypted(url))
      .flatMap(({ list, url, use }) => {
        const fault = urlFault(url, use, true);
        if (fault === undefined) return [];
        const way = fault.better === undefined ? `Remove the URL from ${list}` : `Use ${fault.better}`;
        return [`${list} has ${url}, which ${fault.what}. ${way}.`];
      }),
});
