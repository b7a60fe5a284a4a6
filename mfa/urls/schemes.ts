import { isLoopback, isUnspecified } from "./hosts.ts";

/**
 * Whether a string begins with a scheme. `localhost:3000` is a host and a port, although it reads like a
 * scheme and a path.
 */
export const hasScheme = (text: string): boolean =>
  /^\s*[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/?#]*:\d+([/?#]|\s*$)/.test(text);

/** Adds the missing scheme to a string; empty if it certainly does not name a host. */
export function withScheme(text: string): string {
  const [, host = ""] = /^\s*(?:\/\/)?([^\s/?#@:]+|\[[0-9a-f:.]+\])(?::\d+)?(?:[/?#]|\s*$)/i.exec(text) ?? [];
  const hostname = URL.parse(`https://${host}`)?.hostname ?? "";
  if (!hostname.includes(".") && !hostname.startsWith("[") && hostname !== "localhost") return "";
  const scheme = isLoopback(hostname) || isUnspecified(hostname) ? "http" : "https";
  return `${scheme}://${text.trim().replace(/^\/\//, "")}`;
}
