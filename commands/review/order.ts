import { changesOf, hasSeveralApplications, isApplication } from "./changes/changesOf.ts";
import { kindOf } from "./changes/kinds.ts";
import { resourceOf } from "./changes/resourceOf.ts";
import { fateOf, ownSteps } from "../../preview/operations.ts";
import { isOwnStash } from "../../preview/ownStash.ts";
import type { Step } from "../../preview/Preview.ts";
import { isReleased } from "../../preview/removals.ts";
import { inUsualOrder } from "../../preview/usualOrder.ts";
import { printable } from "../../findings/words/printable.ts";
import { text, word } from "../../findings/words/Text.ts";
import type { Text } from "../../findings/words/Text.ts";

/**
 * What the engine will do, in its order: dependencies first, and deletions last, in reverse. It is computed
 * from the dependencies, because the order in the preview varies from run to run.
 */
export function orderOf(steps: readonly Step[]): Text[] {
  const own = ownSteps(steps);
  const acts = own.filter((step) => !["kept", "unknown"].includes(fateOf(step)));
  const goes = acts.filter((step) => fateOf(step) === "deleted");
  const comes = acts.filter((step) => fateOf(step) !== "deleted");
  const sorted = [...byDependence(comes, own), ...byDependence(goes, own).reverse()];
  const nameOf = namesOf(own);
  return sorted
    .filter((step) => !isOwnStash(step) && isWritten(step) && changesOf([step]).length > 0)
    .map((step) => text`${nameOf(step)} ${word(wordOf(step))}`);
}

/** What is no longer managed stays as it is, except that an application loses its ownership tag. */
const isWritten = (step: Step): boolean => !isReleased(step) || isApplication(step);

/** Several applications are told apart by their names. */
const namesOf = (own: readonly Step[]): ((step: Step) => Text) =>
  hasSeveralApplications(own)
    ? (step) => (isApplication(step) ? text`application ${printable(step.name)}` : resourceOf(step))
    : resourceOf;

function wordOf(step: Step): string {
  if (step.op === "import") return "adopted";
  if (isReleased(step)) return "no longer managed";
  const fate = fateOf(step);
  return kindOf(step)?.verbs?.[fate] ?? fate;
}

/** Each step after everything that it depends on, even through others that do not change. */
function byDependence(some: readonly Step[], all: readonly Step[]): Step[] {
  const byUrn = new Map(all.map((step) => [step.urn, step]));
  const wanted = new Set(some.map(({ urn }) => urn));
  const visited = new Set<string>();
  const sorted: Step[] = [];
  const visit = (step: Step): void => {
    if (visited.has(step.urn)) return;
    visited.add(step.urn);
    const needs = (step.after ?? step.before)?.dependencies ?? [];
    for (const need of inUsualOrder(needs.flatMap((urn) => byUrn.get(urn) ?? []))) visit(need);
    if (wanted.has(step.urn)) sorted.push(step);
  };
  for (const step of inUsualOrder(some)) visit(step);
  return sorted;
}
