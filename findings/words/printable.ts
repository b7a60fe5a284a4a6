import { oneLine } from "./oneLine.ts";
import { holdsSecret } from "../../mfa/secretShapes.ts";

/** What stands for a text that must not be shown. */
export const hidden = "(hidden: looks like a secret)";

/**
 * A value as a report may show it: on one line, not too long, without a password in a URL, and without what
 * looks like a secret. It comes from a path whose values are no secrets; this is for those who put one there.
 */
export function printable(value: unknown, most = 120): string {
  if (value === undefined || value === null || value === "") return "(empty)";
  const raw = typeof value === "string" ? value : JSON.stringify(value);
  const masked = raw
    .replaceAll(/\/\/[^/\s]*@/g, "//…@")
    .replaceAll(random, (run) => (isRandom(run) ? "…" : run));
  return holdsSecret(raw, []) ? hidden : oneLine(masked, most);
}

/** Long runs without a space: keys look so, words and hosts do not. */
const random = /[A-Za-z0-9_+=]{20,}/g;

/** Letters and digits mixed, as in a key; an account, a service or a number of Twilio's is only its name. */
const isRandom = (run: string): boolean =>
  /\d/.test(run) && /[A-Za-z]/.test(run) && !/^(AC|MG|PN)[0-9a-f]{32}$/.test(run);
