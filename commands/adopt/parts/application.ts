import type { Client } from "../../../tenant/readers/clients.ts";
import { urlFault } from "../../../mfa/urls.ts";
import type { PartFinding } from "../../../findings/PartFinding.ts";
import { types } from "../../../findings/PartFinding.ts";

/** The single-page application, taken over as it is: only its URLs come into the configuration. */
export function findApplication(client: Client | undefined): PartFinding {
  if (client === undefined)
    return { part: "application", name: "application", why: "no single-page application was found" };
  const { clientId, name, callbacks, logoutUrls, webOrigins } = client;
  const fault = urlsFault(client);
  const manageUrls = fault === undefined;
  return {
    part: "application",
    shown: [
      { setting: "application", value: name, key: "appName" },
      { setting: "client id", value: clientId, key: "existingClientId" },
      { setting: "callback URLs", value: listed(callbacks), key: "callbackUrls" },
      { setting: "logout URLs", value: listed(logoutUrls), key: "logoutUrls" },
      { setting: "web origins", value: listed(webOrigins), key: "webOrigins" },
    ],
    configuration: {
      existingClientId: clientId,
      manageUrls: manageUrls ? undefined : false,
      ...(manageUrls && {
        callbackUrls: callbacks,
        logoutUrls,
        webOrigins,
        allowWildcards: wildcards(client),
      }),
    },
    unknown: [],
    imports: [{ type: types.client, name: "spa", id: clientId }],
    alone: [
      ...(fault === undefined ? [] : [{ name: `URLs of ${name}`, why: fault }]),
      { name: `all else of ${name}`, why: "an application that is taken over keeps its settings" },
    ],
  };
}

/** Why the configuration can't hold the client's URLs; `undefined` where it can. */
function urlsFault(client: Client): string | undefined {
  const { callbacks, logoutUrls, webOrigins } = client;
  if (callbacks.length === 0) return "it has no callback URL";
  for (const [kind, urls] of [
    ["url", callbacks],
    ["url", logoutUrls],
    ["origin", webOrigins],
  ] as const) {
    const twice = urls.find((url, index) => urls.indexOf(url) < index);
    if (twice !== undefined) return `${twice} is listed twice`;
    for (const url of urls) {
      const fault = urlFault(url, kind, true);
      if (fault) return `${url.slice(0, 80)} ${fault.what}`;
    }
  }
  return undefined;
}

const wildcards = ({ callbacks, logoutUrls, webOrigins }: Client): true | undefined =>
  [...callbacks, ...logoutUrls, ...webOrigins].some((url) => url.includes("*")) || undefined;

const listed = (items: readonly string[]): string => (items.length > 0 ? items.join(", ") : "none");
