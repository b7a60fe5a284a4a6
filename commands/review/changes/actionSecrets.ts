import { plivoAction, plivoTriggers } from "../../../components/senders/plivo.ts";
import type { ChangedPath, Step } from "../preview/Preview.ts";
import { printable } from "../words/printable.ts";
import { text, word } from "../words/Text.ts";
import type { Text } from "../words/Text.ts";
import { change } from "./Change.ts";
import type { Change } from "./Change.ts";
import type { Pair } from "./Kind.ts";

/**
 * Which of an Action's secrets were changed, by name. A preview hides the whole list, names too; but which place in it changed is told, and
 * the program gives its own secrets always in one order.
 */
export function actionSecrets({ before, after }: Pair, step: Step, paths: readonly ChangedPath[]): Change[] {
  const names = namesOf(after) ?? namesOf(before) ?? programsOwn(step);
  const places = new Map(
    paths.flatMap(({ path: [, place, inner], isGone }) =>
      typeof place === "number" ? [[place, isGone && inner === undefined] as const] : [],
    ),
  );
  if (places.size === 0)
    return [change(step, "action-secret", "delivery", text`Plivo Action's secrets replaced`)];
  return [...places]
    .sort(([one], [other]) => one - other)
    .map(([place, isGone]) =>
      isGone
        ? change(
            step,
            "action-secret-removed",
            "delivery",
            text`Plivo Action's secret ${named(names, place)} removed`,
          )
        : change(
            step,
            "action-secret",
            "delivery",
            text`Plivo Action's secret ${named(names, place)} replaced`,
          ),
    );
}

function named(names: readonly string[], place: number): Text {
  const name = names[place];
  return name === undefined ? word(String(place + 1)) : text`${printable(name)}`;
}

function namesOf(secrets: unknown): string[] | undefined {
  if (!Array.isArray(secrets)) return undefined;
  return (secrets as { name?: unknown }[]).map(({ name }) => (typeof name === "string" ? name : "?"));
}

function programsOwn({ name }: Step): string[] {
  if (!Object.values(plivoTriggers).some(({ id }) => id === name)) return [];
  const nobody = { kind: "plivo", authId: "", authToken: "", from: "" } as const;
  return plivoAction(nobody, "", "unified").secrets.map((secret) => secret.name);
}
