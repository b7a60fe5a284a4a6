import type { Step } from "../../../preview/Preview.ts";
import { printable } from "../../../findings/words/printable.ts";
import { text } from "../../../findings/words/Text.ts";
import type { Text } from "../../../findings/words/Text.ts";
import { kindOf } from "./kinds.ts";

/** A resource's name for people; an unknown resource by its kind and name. */
export function resourceOf(step: Step): Text {
  const kind = kindOf(step);
  return kind ? kind.noun(step) : text`${printable(step.kind)} ${printable(step.name)}`;
}
