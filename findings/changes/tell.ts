import { holdsSecretMark, isUnknown } from "../../preview/marks.ts";
import type { Step } from "../../preview/Preview.ts";
import { printable } from "../words/printable.ts";
import { text, word } from "../words/Text.ts";
import type { Text } from "../words/Text.ts";
import { change } from "./Change.ts";
import type { Change, Direction } from "./Change.ts";
import type { Pair, Setting } from "./Kind.ts";

/** `noun: before → after`, from values that may be printed. */
export const fromTo = (noun: string, { before, after }: Pair): Text =>
  text`${word(noun)}: ${shown(before)} → ${shown(after)}`;

/**
 * A value for a reader. What is newly a secret shows in clear on its other side, so neither is printed then.
 */
export function shown(value: unknown): Text {
  if (holdsSecretMark(value)) return word("(secret)");
  if (isUnknown(value)) return word("(known at the up)");
  return isEmpty(value) ? word("(empty)") : text`${printable(value)}`;
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === "";

/** A setting that is told by its two values, whatever they are. */
export function plainSetting(noun: string, event: string, direction: Direction): Setting {
  return {
    noun,
    tell: (pair, step) => [change(step, event, direction, fromTo(noun, pair), { group: `${noun} changed` })],
  };
}

/** A secret: whether it is another one, never which. */
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

/** What only that it changed can be told of. */
export const untold = (step: Step, event: string, what: Text): Change => change(step, event, "unknown", what);
