import { isUnknown, holdsSecretMark } from "../../../preview/marks.ts";
import { fateOf, ownSteps } from "../../../preview/operations.ts";
import { isOwnStash } from "../../../preview/ownStash.ts";
import { isReleased } from "../../../preview/removals.ts";
import { namesIn, valueAt } from "../../../preview/paths.ts";
import type { Path } from "../../../preview/paths.ts";
import type { ChangedPath, Step } from "../../../preview/Preview.ts";
import { printable } from "../../../findings/words/printable.ts";
import { text, word } from "../../../findings/words/Text.ts";
import { change } from "../../../findings/changes/Change.ts";
import type { Change } from "../../../findings/changes/Change.ts";
import type { Kind, Pair, Setting } from "../../../findings/changes/Kind.ts";
import { kindOf } from "./kinds.ts";
import { optionChanges } from "./options.ts";
import { resourceOf } from "./resourceOf.ts";
import { withoutDetails, withoutEchoes } from "./sending.ts";
import { untold } from "../../../findings/changes/tell.ts";

/**
 * Everything that a preview changes, in the domain's terms, except for what the stack stores about its
 * tenant.
 */
export function changesOf(steps: readonly Step[]): Change[] {
  const own = [...ownSteps(steps), ...updatesOfImported(steps)].filter((step) => !isOwnStash(step));
  const areNamed = hasSeveralApplications(own);
  const changes = own.flatMap((step) => {
    const ofStep = changesOfStep(step);
    return areNamed && isApplication(step) ? ofStep.map(named(step)) : ofStep;
  });
  return withoutEchoes(changes);
}

/** An existing resource that the stack takes over is imported, then updated: the second step has the changes. */
const updatesOfImported = (steps: readonly Step[]): Step[] =>
  steps.filter(
    (step) =>
      fateOf(step) === "updated" &&
      steps.some((other) => other.urn === step.urn && ["created", "replaced"].includes(fateOf(other))),
  );

export const isApplication = ({ kind }: Step): boolean => kind === "Client";

export const hasSeveralApplications = (steps: readonly Step[]): boolean =>
  new Set(steps.filter(isApplication).map(({ urn }) => urn)).size > 1;

/**
 * With several applications, the one that a change belongs to, by its name in the program and in the
 * configuration.
 */
const named =
  ({ name }: Step) =>
  (one: Change): Change => ({ ...one, text: text`${printable(name)}: ${one.text}` });

function changesOfStep(step: Step): Change[] {
  const fate = fateOf(step);
  const kind = kindOf(step);
  if (fate === "unknown")
    return [
      untold(
        step,
        "unknown-operation",
        text`${resourceOf(step)}: ${printable(step.op)}, an operation that this report does not know`,
      ),
    ];
  if (!isWhole(step))
    return [
      untold(
        step,
        "missing-state",
        text`${resourceOf(step)}: ${word(fate)}, but the preview does not show the values`,
      ),
    ];
  if (kind === undefined)
    return fate === "kept" ? [] : [untold(step, "unknown-resource", text`${resourceOf(step)} ${word(fate)}`)];
  switch (fate) {
    case "created":
      return kind.created(step);
    case "deleted":
      return isReleased(step) ? releasedChanges(step, kind) : kind.deleted(step);
    case "replaced":
      return [...kind.replaced(step), ...settingChanges(step, kind)];
    default:
      return [...settingChanges(step, kind), ...optionChanges(step, kind)];
  }
}

const releasedChanges = (step: Step, kind: Kind): Change[] =>
  kind.released?.(step) ?? [
    change(step, "handed-over", "neutral", text`${kind.noun(step)}: no longer managed, left unchanged`),
  ];

/** Whether the document has the states that the operation's description needs. */
function isWhole(step: Step): boolean {
  const { before, after } = step;
  const fate = fateOf(step);
  if (fate === "created") return after !== undefined;
  if (fate === "deleted") return before !== undefined;
  return before !== undefined && after !== undefined;
}

function settingChanges(step: Step, kind: Kind): Change[] {
  const paths = step.paths.filter(({ path }) => !namesIn(path).some((name) => name.startsWith("__")));
  if (fateOf(step) === "updated" && paths.length === 0)
    return [
      untold(
        step,
        "missing-state",
        text`${resourceOf(step)}: updated, but the preview does not show which properties`,
      ),
    ];
  const touched = new Map<string, ChangedPath[]>();
  const unknown: string[] = [];
  for (const changed of paths) {
    const keys = keysFor(kind, namesIn(changed.path));
    for (const key of keys) touched.set(key, [...(touched.get(key) ?? []), changed]);
    if (keys.length === 0) unknown.push(changed.written);
  }
  const told = [...touched].sort().flatMap(([key, of]) => toldSetting(step, kind.settings[key], key, of));
  return [
    ...withoutDetails(told),
    ...unknown.map((path) =>
      untold(
        step,
        "unknown-path",
        text`${resourceOf(step)}: ${printable(path)} changed; its values are not shown`,
      ),
    ),
  ];
}

/** The settings that contain a changed path, or are contained in it. */
function keysFor({ settings }: Kind, names: readonly string[]): string[] {
  const dotted = names.join(".");
  const within = Object.keys(settings).filter((key) => key === dotted || dotted.startsWith(`${key}.`));
  return within.length > 0 ? within : Object.keys(settings).filter((key) => key.startsWith(`${dotted}.`));
}

function toldSetting(
  step: Step,
  setting: Setting | undefined,
  key: string,
  paths: readonly ChangedPath[],
): Change[] {
  if (setting === undefined) return [];
  const pair = pairAt(step, key.split("."));
  const whole = paths.every(({ path }) => key.startsWith(`${namesIn(path).join(".")}.`));
  // An object that was added or removed as a whole: only what it held has changed.
  if (whole && isSame(pair)) return [];
  if (isUnknown(pair.after) && setting.mayBeUnknown !== true)
    return [untold(step, "unknown-value", text`${word(setting.noun)}: known only during the update`)];
  if (setting.secret !== true && holdsSecretMark([pair.before, pair.after]))
    return [untold(step, "unexpected-secret", text`${word(setting.noun)}: changed, and now a secret`)];
  return setting.tell(pair, step, paths);
}

/** What the tenant had, and what it will have according to the program's inputs. */
function pairAt({ before, after }: Step, path: Path): Pair {
  const old = valueAt(before?.outputs, path);
  return {
    before: old === undefined ? valueAt(before?.inputs, path) : old,
    after: valueAt(after?.inputs, path),
  };
}

const empty = new Set<unknown>([undefined, null, ""]);

const isSame = ({ before, after }: Pair): boolean =>
  JSON.stringify(before) === JSON.stringify(after) || (empty.has(before) && empty.has(after));
