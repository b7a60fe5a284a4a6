import type { State, Step } from "../preview/Preview.ts";
import { text, word } from "../words/Text.ts";
import { printable } from "../words/printable.ts";
import { change } from "./Change.ts";
import type { Change } from "./Change.ts";
import type { Kind } from "./Kind.ts";
import { setDifference } from "./sets.ts";

/** What only a resource's options say: the engine makes no step of it. */
export function optionChanges(step: Step, kind: Kind): Change[] {
  const { before, after } = step;
  if (!before || !after) return [];
  const noun = word(kind.noun(step));
  return [
    ...ignoredChanges(step, kind, before, after),
    ...(before.protect && !after.protect
      ? [
          change(step, "protect-dropped", "weaker", text`${noun}: no longer protected from deletion`, {
            group: "protection dropped",
          }),
        ]
      : []),
    ...(!before.protect && after.protect
      ? [
          change(step, "protect-set", "stronger", text`${noun}: protected from deletion`, {
            group: "protection set",
          }),
        ]
      : []),
    ...(before.retainOnDelete && !after.retainOnDelete
      ? [change(step, "retain-dropped", "weaker", text`${noun}: deleted for good where it was kept`)]
      : []),
    ...(!before.retainOnDelete && after.retainOnDelete
      ? [change(step, "retain-set", "neutral", text`${noun}: kept where the stack drops it`)]
      : []),
    ...setDifference(before.replaceOnChanges, after.replaceOnChanges).added.map((path) =>
      change(step, "replace-on-change", "gone", text`${noun}: replaced whenever ${printable(path)} changes`),
    ),
    ...setDifference(before.hideDiff, after.hideDiff).added.map((path) =>
      change(step, "diff-hidden", "unknown", text`${noun}: changes of ${printable(path)} are hidden`),
    ),
  ];
}

/** What the stack owns and ignores may be changed by anybody; what is others' and no longer ignored, the stack would turn off. */
function ignoredChanges(step: Step, kind: Kind, before: State, after: State): Change[] {
  const { added, removed } = setDifference(before.ignoreChanges, after.ignoreChanges);
  const owned = kind.owns?.(step) ?? [];
  const noun = word(kind.noun(step));
  const isOwned = (path: string) =>
    path === "*" ||
    owned.some((own) => path === own || path.startsWith(`${own}.`) || path.startsWith(`${own}[`));
  return [
    ...added.map((path) =>
      isOwned(path)
        ? change(
            step,
            "own-setting-ignored",
            "weaker",
            text`${noun}: changes of ${printable(path)} are ignored from now on`,
          )
        : change(step, "setting-ignored", "neutral", text`${noun}: ${printable(path)} is left to others`),
    ),
    ...removed.map((path) =>
      isOwned(path)
        ? change(
            step,
            "own-setting-heeded",
            "neutral",
            text`${noun}: changes of ${printable(path)} are heeded again`,
          )
        : change(
            step,
            "setting-taken-over",
            "weaker",
            text`${noun}: ${printable(path)} is no longer left to others`,
          ),
    ),
  ];
}
