import { rule } from "../Rule.ts";
import { isUnencrypted } from "../../mfa/urls/hosts.ts";
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
        ({ list, url }) =>
          `${list} has ${url}: anyone on the network path could intercept authorization codes. Use its https form in ${list}.`,
      ),
});
