import { rule } from "../Rule.ts";
import { isOnLoopback } from "../../mfa/urls.ts";
import { urlsOf } from "../urls.ts";

export const httpsUrls = rule({
  id: "https-urls",
  description: "An application's URLs are https, or http on a loopback host.",
  level: "mandatory",
  configuration: {},
  resource: (declared) =>
    urlsOf(declared)
      .filter(({ url }) => !/^https:\/\//i.test(url) && !isOnLoopback(url))
      .map(
        ({ list, url }) =>
          `${list} has ${url}: whoever is on the way could take users' codes. Give its https form in ${list}.`,
      ),
});
