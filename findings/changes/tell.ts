import { holdsSecretMark, isUnknown } from "../../preview/marks.ts";
import type { Step } from "../../preview/Preview.ts";
import { oneLine } from "../../mfa/oneLine.ts";
import { printable } from "../words/printable.ts";
import { text, word } from "../words/Text.ts";
import type { Text } from "../words/Text.ts";
import { change } from "./Change.ts";
import type { Change, Direction } from "./Change.ts";
import type { Pair, Setting } from "./Kind.ts";

/** `noun: before → after`, from values that may be printed. */
export function fromTo(noun: string, { before, after }: Pair): Text {
  const start = sameStart(before, after);
  return text`${word(noun)}: ${shown(before, start)} → ${shown(after, start)}`;
}

/** The common start of two long texts, which would leave no room for the difference. */
function sameStart(before: unknown, after: unknown): number {
  const [old, now] = [printable(before, mostWhole), printable(after, mostWhole)];
  if (old === now || printable(before) !== printable(after)) return 0;
  let first = 0;
  while (first < old.length && old[first] === now[first]) first += 1;
  return Math.max(0, first - leadIn);
}

const mostWhole = 10_000;
/** How much is shown before the first difference. */
const leadIn = 30;

/**
 * A value for a reader, starting at one of its characters. If a value newly becomes a secret, the other side
 * shows it in plaintext, so neither is printed.
 */
export function shown(value: unknown, from = 0): Text {
  if (holdsSecretMark(value)) return word("(secret)");
  if (isUnknown(value)) return word("(known during the update)");
  return isEmpty(value) ? word("(empty)") : text`${cut(value, from)}`;
}

const cut = (value: unknown, from: number): string =>
  from === 0 ? printable(value) : oneLine(`…${printable(value, mostWhole).slice(from)}`, 120);

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === "";

/** A setting that is described by its two values. */
export function plainSetting(noun: string, event: string, direction: Direction): Setting {
  return {
    noun,
    tell: (pair, step) => [change(step, event, direction, fromTo(noun, pair), { group: `${noun} changed` })],
  };
}

/** A secret: whether it changed, never its value. */
export function secretSetting(noun: string, event: string): Setting {
  return {
    noun,
    secret: true,
    tell: ({ before, after }, step) => {
      const became = isEmpty(after) ? "removed" : isEmpty(before) ? "set" : "replaced";
      const direction = became === "removed" ? "neutral" : "delivery";
      return [change(step, `${event}-${became}`, direction, text`${word(noun)} ${word(became)}`)];
    },
  };
}

/** A setting for which only the fact that it changed can be reported. */
export const untold = (step: Step, event: string, what: Text): Change => change(step, event, "unknown", what);
