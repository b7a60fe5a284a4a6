import { shortFormName } from "../configuration/parts.ts";
import type { UrlUse } from "../mfa/urls/patterns.ts";
import { textsAt } from "./Declared.ts";
import type { Declared } from "./Declared.ts";

/** A URL of a client, and the list it is in. */
export interface ListedUrl {
  /** The configuration's path to the list. */
  list: string;
  use: UrlUse;
  url: string;
}

const lists = {
  callbacks: ["callbackUrls", "callback"],
  allowedLogoutUrls: ["logoutUrls", "logout"],
  webOrigins: ["webOrigins", "origin"],
  allowedOrigins: ["allowedOrigins", "cors"],
} as const;

/**
 * The URLs of a client; none for any other resource. The stack does not own a list that it ignores: for an
 * application adopted without its URLs, the list shows the tenant's values.
 */
export function urlsOf(declared: Declared): ListedUrl[] {
  if (declared.kind !== "Client") return [];
  const within = declared.name === shortFormName ? "" : `applications.${declared.name}.`;
  return Object.entries(lists)
    .filter(([property]) => !declared.ignored.includes(property))
    .flatMap(([property, [list, use]]) =>
      textsAt(declared, property).map((url) => ({ list: `${within}${list}`, use, url })),
    );
}
