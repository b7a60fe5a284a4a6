import type { UrlUse } from "./patterns.ts";

/** What a host on each list of URLs can do, as the end of a sentence with "could". */
export const hostRisks: Readonly<Record<UrlUse, string>> = {
  callback: "receive authorization codes",
  logout: "show its own page to users who log out",
  origin: "get a signed-in user's tokens without the user noticing",
  cors: "read responses that are meant for the application",
};
