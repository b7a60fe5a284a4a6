import type { Step } from "../preview/Preview.ts";
import { printable } from "../words/printable.ts";
import { text } from "../words/Text.ts";
import type { Text } from "../words/Text.ts";
import { kindOf } from "./kinds.ts";

/** A resource as people call it; one that is unknown by its kind and name. */
export function resourceOf(step: Step): Text {
  const kind = kindOf(step.type);
  return kind ? kind.noun(step) : text`${printable(step.kind)} ${printable(step.name)}`;
}
