import { shortFormName } from "../configuration/parts.ts";
import { textsAt } from "./Declared.ts";
import type { Declared } from "./Declared.ts";

/** A URL of a client and the configuration's path to the list it is in. */
export interface ListedUrl {
  list: string;
  url: string;
}

const lists = {
  callbacks: "callbackUrls",
  allowedLogoutUrls: "logoutUrls",
  webOrigins: "webOrigins",
  allowedOrigins: "allowedOrigins",
} as const;

/** All URLs of a client; none of any other resource. */
export function urlsOf(declared: Declared): ListedUrl[] {
  if (declared.kind !== "Client") return [];
  const within = declared.name === shortFormName ? "" : `applications.${declared.name}.`;
  return Object.entries(lists).flatMap(([property, list]) =>
    textsAt(declared, property).map((url) => ({ list: `${within}${list}`, url })),
  );
}
