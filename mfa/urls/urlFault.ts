import { hostRisks } from "./hostRisks.ts";
import { browserForm, readUrl } from "./browserForm.ts";
import type { ReadUrl } from "./browserForm.ts";
import { isLoopback, isUnspecified } from "./hosts.ts";
import {
  hasWildcard,
  misplacedWildcard,
  placeholderReason,
  strayPlaceholder,
  wildcardReason,
} from "./patterns.ts";
import type { UrlUse } from "./patterns.ts";
import { unwrapped } from "../pasted.ts";
import { hasScheme, withScheme } from "./schemes.ts";

/** A problem with a URL, and the URL that was most likely meant, which has no problem. */
export interface UrlFault {
  what: string;
  better?: string;
}

/**
 * The number of URLs that Auth0 allows in one list [get-started/applications/application-settings;
 * auth0/docs#6558].
 */
export const mostUrls = 100;

/**
 * The problem with a URL in an application's list, or `undefined`. Auth0 compares a URL character by
 * character with what a browser sends, so it must have the browser's form.
 */
export function urlFault(text: string, use: UrlUse, allowWildcards: boolean): UrlFault | undefined {
  const what = reasonAgainst(text, use, allowWildcards);
  if (what === undefined) return undefined;
  const better = repaired(text, use);
  const isGood = better !== undefined && reasonAgainst(better, use, allowWildcards) === undefined;
  return isGood ? { what, better } : { what };
}

function reasonAgainst(text: string, use: UrlUse, allowWildcards: boolean): string | undefined {
  if (urlsIn(text).length > 1) return "contains several URLs; list each one separately";
  if (text.replaceAll(asciiSpaceAround, "") !== unwrapped(text))
    return "has quotes, a comma or invisible characters around the URL or in it";
  if (!hasScheme(text)) return "is not an absolute URL";
  if (misspelledScheme.test(text)) return "has a misspelled scheme";
  const read = readUrl(text);
  if (read === undefined)
    return /:\*/.test(text) ? misplacedWildcard : "is not a URL that a browser can open";
  return (
    applicationReason(read.url) ??
    hostReason(read.url) ??
    (isSecure(read.url) ? undefined : "must be https (http only on a loopback host)") ??
    (text.includes("#") ? "has a fragment" : undefined) ??
    patternReason(read, use, allowWildcards) ??
    formReason(text, read, use)
  );
}

/** A letter of http or https too few or too many. */
const misspelledScheme = /^(?!https?:)h{0,2}t{1,3}p{1,2}(s?):\/\//i;

/** What a browser drops around a URL. */
const asciiSpaceAround = /^[ \t\n\f\r]+|[ \t\n\f\r]+$/g;

/** The URLs in a string that may hold several, separated by commas or spaces as in Auth0's dashboard. */
export const urlsIn = (text: string): string[] =>
  text.trim().split(/[\s,;|]+["'<]?(?=[a-z][a-z0-9+.-]*:\/\/)/i);

const webSchemes = ["http:", "https:", "ws:", "wss:", "ftp:"];
const schemesOfNoApplication = ["javascript:", "data:", "vbscript:", "blob:", "about:", "file:"];

function applicationReason({ protocol, username, password }: URL): string | undefined {
  if (schemesOfNoApplication.includes(protocol)) return "is not the address of a web page";
  // Auth0 registers `capacitor://localhost` and similar URLs with type Native
  // [quickstart/native/ionic-angular].
  if (!webSchemes.includes(protocol))
    return "is a native application's URL, but this is a single-page application. Register the native one in Auth0 with type Native";
  return username + password === "" ? undefined : "contains a user name or password";
}

/** DNS labels, and underscores, which DNS allows too. */
const hostLabels = /^[a-z0-9_*-]{1,63}(\.[a-z0-9_*-]{1,63})*$/;

function hostReason({ hostname, port }: URL): string | undefined {
  if (isUnspecified(hostname)) return "is an address that servers listen on; use localhost";
  if (port === "0") return "has port 0, which no browser opens";
  if (hostname.endsWith(".")) return "has a trailing dot in its host";
  return hostname.startsWith("[") || hostLabels.test(hostname) ? undefined : "has a host that can't exist";
}

const isSecure = ({ protocol, hostname }: URL): boolean =>
  protocol === "https:" || (protocol === "http:" && isLoopback(hostname));

function patternReason(
  { url, rest, restored }: ReadUrl,
  use: UrlUse,
  allowWildcards: boolean,
): string | undefined {
  const reason = placeholderReason(restored(url.hostname), rest, use);
  if (reason !== undefined || !hasWildcard(url.href)) return reason;
  const accepted = allowWildcards
    ? undefined
    : `has a wildcard: any matching host could ${hostRisks[use]}; list each URL, or set allowWildcards to true`;
  return wildcardReason(url.hostname, rest) ?? accepted;
}

const isOrigin = (use: UrlUse): boolean => use === "origin" || use === "cors";

function formReason(text: string, read: ReadUrl, use: UrlUse): string | undefined {
  if (isOrigin(use) && !(read.isBare && text === browserForm(read)))
    return "must be an origin as a browser sends it: no path, no trailing slash";
  return text === browserForm(read)
    ? undefined
    : "is not in the form that a browser sends, and Auth0 compares URLs character by character";
}

/** A URL that was pasted behind an existing scheme. */
const doubledScheme = /^https?:\/\/(?=https?:\/\/)/i;

/** The URL with every fixable problem fixed. */
function repaired(text: string, use: UrlUse): string | undefined {
  if (urlsIn(text).length > 1) return undefined;
  // A number alone would be an IPv4 address to a browser; who writes one means a port.
  const given = unwrapped(text)
    .replace(/^\d+$/, "localhost:$&")
    .replace(misspelledScheme, "http$1://")
    .replaceAll(/\{organization_name\}/gi, "{organization_name}");
  const read = readUrl(hasScheme(given) ? given.replace(doubledScheme, "") : withScheme(given));
  if (read === undefined || !webSchemes.includes(read.url.protocol)) return undefined;
  if (strayPlaceholder(read.rest) !== undefined) return undefined;
  const { url } = read;
  const isEncrypted = /^(https|wss):/.test(url.protocol);
  url.username = "";
  url.password = "";
  url.hash = "";
  if (isUnspecified(url.hostname)) url.hostname = "localhost";
  url.hostname = url.hostname.replace(/\.$/, "");
  url.protocol = isLoopback(url.hostname) && !isEncrypted ? "http:" : "https:";
  return isOrigin(use) ? read.restored(url.origin) : browserForm(read);
}
