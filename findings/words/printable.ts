import { oneLine } from "../../mfa/oneLine.ts";
import { holdsSecret } from "../../mfa/secretShapes.ts";
import { adviceIn } from "./advice.ts";

/** The placeholder for text that must not be shown. */
export const hidden = "(hidden: looks like a secret)";

/**
 * A value in a form that a report may show: on one line, not too long, without a password in a URL, and
 * without anything that looks like a secret. It comes from a path whose values are not secret; this guards
 * against secrets in the wrong place.
 */
export function printable(value: unknown, most = 120): string {
  if (value === undefined || value === null || value === "") return "(empty)";
  const raw = typeof value === "string" ? value : JSON.stringify(value);
  const masked = raw
    .replaceAll(/\/\/[^/\s]*@/g, "//…@")
    .replaceAll(random, (run) => (isRandom(run) ? "…" : run));
  return holdsSecret(raw, []) ? hidden : oneLine(masked, most);
}

/**
 * A message in a form that a report may show. Its command is whole or hidden: a part of a command does
 * something else.
 */
export function printableAdvice(message: string, most: number): string {
  const { says, command } = adviceIn(message);
  if (command === undefined) return printable(message, most);
  const shown = printable(command, Infinity);
  return `${printable(says, Infinity)} ${shown === oneLine(command, Infinity) ? shown : hidden}`;
}

/** Long runs without a space, as in keys but not in words and hosts. */
const random = /[A-Za-z0-9_+=]{20,}/g;

/** Mixed letters and digits, as in a key. The SID of a Twilio account, service or number is only a name. */
const isRandom = (run: string): boolean =>
  /\d/.test(run) && /[A-Za-z]/.test(run) && !/^(AC|MG|PN)[0-9a-f]{32}$/.test(run);
