import type { ActionSender } from "../../../senders/Sender.ts";
import { triggers } from "../../../senders/action.ts";
import type { ChangedPath, Step } from "../../../preview/Preview.ts";
import { printable } from "../../../findings/words/printable.ts";
import { text, word } from "../../../findings/words/Text.ts";
import type { Text } from "../../../findings/words/Text.ts";
import { change } from "../../../findings/changes/Change.ts";
import type { Change } from "../../../findings/changes/Change.ts";
import type { Pair } from "../../../findings/changes/Kind.ts";

/**
 * The names of an Action's changed secrets. A preview hides the whole list, including the names, but it shows
 * which positions changed, and the program always passes its own secrets in one order.
 */
export function actionSecrets(
  action: string,
  sender: ActionSender | undefined,
  { before, after }: Pair,
  step: Step,
  paths: readonly ChangedPath[],
): Change[] {
  const names = namesOf(after) ?? namesOf(before) ?? programsOwn(sender, step);
  const places = new Map(
    paths.flatMap(({ path: [, place, inner], isGone }) =>
      typeof place === "number" ? [[place, isGone && inner === undefined] as const] : [],
    ),
  );
  if (places.size === 0)
    return [change(step, "action-secret", "delivery", text`${word(action)}'s secrets replaced`)];
  return [...places]
    .sort(([one], [other]) => one - other)
    .map(([place, isGone]) => {
      const isSetting = isOnlySetting(sender, names[place]);
      return isGone
        ? change(
            step,
            "action-secret-removed",
            "delivery",
            text`${word(action)}'s secret ${named(names, place)} removed`,
          )
        : change(
            step,
            isSetting ? "action-setting" : "action-secret",
            "delivery",
            isSetting
              ? text`${word(action)}'s setting ${named(names, place)} replaced`
              : text`${word(action)}'s secret ${named(names, place)} replaced`,
          );
    });
}

/** An Action has no other place for settings than its secrets, such as the number that it sends from. */
const isOnlySetting = (sender: ActionSender | undefined, name: string | undefined): boolean =>
  sender?.secrets.some((one) => one.name === name && !one.secret) === true;

function named(names: readonly string[], place: number): Text {
  const name = names[place];
  return name === undefined ? word(String(place + 1)) : text`${printable(name)}`;
}

function namesOf(secrets: unknown): string[] | undefined {
  if (!Array.isArray(secrets)) return undefined;
  return (secrets as { name?: unknown }[]).map(({ name }) => (typeof name === "string" ? name : "?"));
}

function programsOwn(sender: ActionSender | undefined, { name }: Step): string[] {
  if (!Object.values(triggers).some(({ id }) => id === name)) return [];
  return (sender?.secrets ?? []).map((secret) => secret.name);
}
