import type { Managed } from "../../../configuration/parts.ts";
import { guardianProperties, otherFactorNames } from "../../../mfa/factors.ts";
import type { State, Step } from "../../../preview/Preview.ts";
import { listed, text, word } from "../../../findings/words/Text.ts";
import type { Text } from "../../../findings/words/Text.ts";
import { printable } from "../../../findings/words/printable.ts";
import { change } from "../../../findings/changes/Change.ts";
import type { Change, Direction } from "../../../findings/changes/Change.ts";
import type { Kind } from "../../../findings/changes/Kind.ts";
import { setDifference } from "../../../findings/changes/sets.ts";

/** Changes that only a resource's options show: the engine reports no step for them. */
export function optionChanges(step: Step, kind: Kind): Change[] {
  const { before, after } = step;
  if (!before || !after) return [];
  const noun = kind.noun(step);
  return [
    ...ignoredChanges(step, kind, before, after),
    ...(before.protect && !after.protect
      ? [
          change(step, "protect-dropped", "weaker", text`${noun}: no longer protected from deletion`, {
            group: "protection removed",
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
      ? [
          change(
            step,
            "retain-dropped",
            "weaker",
            text`${noun}: no longer retained on removal from the stack`,
          ),
        ]
      : []),
    ...(!before.retainOnDelete && after.retainOnDelete
      ? [change(step, "retain-set", "neutral", text`${noun}: retained on removal from the stack`)]
      : []),
    ...setDifference(before.replaceOnChanges, after.replaceOnChanges).added.map((path) =>
      change(step, "replace-on-change", "gone", text`${noun}: replaced whenever ${printable(path)} changes`),
    ),
    ...setDifference(before.hideDiff, after.hideDiff).added.map((path) =>
      change(
        step,
        "diff-hidden",
        "unknown",
        text`${noun}: changes to ${printable(path)} are applied, but previews no longer show them`,
      ),
    ),
  ];
}

/**
 * Anybody may change a setting that the stack owns and ignores. A setting managed elsewhere that is no longer
 * ignored would be turned off.
 */
function ignoredChanges(step: Step, kind: Kind, before: State, after: State): Change[] {
  const { added, removed } = setDifference(before.ignoreChanges, after.ignoreChanges);
  const owned = kind.owns?.(step) ?? [];
  const nounFor = (paths: readonly string[]) =>
    kind.noun({ ...step, paths: paths.map((path) => ({ path: [path], written: path, isGone: false })) });
  const isOwned = (path: string) =>
    path === "*" ||
    owned.some((own) => path === own || path.startsWith(`${own}.`) || path.startsWith(`${own}[`));
  const told = (
    event: string,
    direction: Direction,
    paths: readonly string[],
    says: (names: Text) => Text,
  ): Change[] =>
    paths.length === 0
      ? []
      : [change(step, event, direction, text`${nounFor(paths)}: ${says(namesOf(paths))}`)];
  const others = (path: string) => !isOwned(path);
  const isHandedOver = (path: string) => isOwned(path) && isManaged(step, path) === false;
  const isTakenUp = (path: string) => isManaged(step, path) === true;
  return [
    ...added
      .filter(isHandedOver)
      .map((path) =>
        change(
          step,
          "handed-over",
          "neutral",
          text`${nounOf(kind, path)}: no longer managed, left unchanged`,
        ),
      ),
    ...told(
      "own-setting-ignored",
      "weaker",
      added.filter((path) => isOwned(path) && !isHandedOver(path)),
      (names) => text`Pulumi ignores changes to ${names} after this update`,
    ),
    ...told(
      "setting-ignored",
      "neutral",
      added.filter(others),
      (names) => text`Pulumi ignores changes to ${names} after this update`,
    ),
    // A resource that changes as well is described by that change.
    ...removed
      .filter((path) => isTakenUp(path) && !step.paths.some((changed) => changed.path[0] === path))
      .map((path) =>
        change(step, "taken-up", "neutral", text`${nounOf(kind, path)}: managed after the change`),
      ),
    ...told(
      "own-setting-heeded",
      "neutral",
      removed.filter((path) => isOwned(path) && isManaged(step, path) === undefined),
      (names) => text`Pulumi no longer ignores changes to ${names}`,
    ),
    ...told(
      "setting-taken-over",
      "weaker",
      removed.filter((path) => others(path) || isHandedOver(path)),
      (names) => text`Pulumi no longer ignores changes to ${names}`,
    ),
  ];
}

/** A setting's name for people. */
const nounOf = (kind: Kind, path: string): Text =>
  word(kind.settings[path]?.noun ?? kind.settings[`${path}.enabled`]?.noun ?? path);

/** What a Guardian manages of the tenant, by its settings. */
const managedAs: Readonly<Record<string, Managed>> = {
  policy: "policy",
  phone: "factor",
  ...Object.fromEntries(otherFactorNames.map((factor) => [guardianProperties[factor].property, factor])),
};

/** Whether the configuration manages what a setting holds; `undefined` if it does not say. */
function isManaged({ kind, managed }: Step, path: string): boolean | undefined {
  const held = kind === "Guardian" ? managedAs[path] : undefined;
  return held && managed.includes(held);
}

/** The first few by name, the rest as a number. */
function namesOf(paths: readonly string[]): Text {
  const few = listed(paths.slice(0, 8).map((path) => printable(path, 60)));
  return paths.length > 8 ? text`${few} and ${word(String(paths.length - 8))} more` : few;
}
