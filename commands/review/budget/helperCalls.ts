import { fateOf } from "../../../preview/operations.ts";
import { helperOf } from "../../../preview/ownResource.ts";
import type { Helper } from "../../../preview/ownResource.ts";
import type { Step } from "../../../preview/Preview.ts";

type Count = (step: Step) => number;

const none: Count = () => 0;
const always =
  (calls: number): Count =>
  () =>
    calls;

/** What a helper's creation and update call, as docs/decisions/0021 and 0022 have them; its read calls nobody. */
const calls: Readonly<Record<Helper, { created: Count; updated: Count }>> = {
  clientMark: { created: none, updated: none },
  deliveryInAdvance: { created: none, updated: (step) => (losesAWay(step) ? 3 : 0) },
  // Other code is there already; secrets, which a preview hides, are sent once more and deployed: asked before and after.
  deployedAction: { created: always(2), updated: (step) => (hasOther(step, "code") ? 1 : 4) },
  pinnedTenant: { created: always(1), updated: none },
  sentToken: { created: always(1), updated: always(1) },
  soleClient: { created: always(1), updated: always(1) },
  teardown: { created: none, updated: none },
  // One less where the settings are there already, which a preview does not know.
  twilioInAdvance: { created: always(2), updated: always(2) },
};

/** What the helper beside each part calls when the stack lets go of it. */
const teardownCalls: Readonly<Record<string, number>> = { policy: 1, factor: 3, sender: 2 };

/** Calls of one of the program's own helpers in an `up`. */
export function helperCalls(step: Step): number {
  const helper = helperOf(step);
  const fate = fateOf(step);
  if (helper === undefined) return 0;
  if (fate === "created" || fate === "updated") return calls[helper][fate](step);
  return fate === "deleted" && helper === "teardown"
    ? (teardownCalls[step.name.replace(/-teardown$/, "")] ?? 0)
    : 0;
}

const hasOther = ({ before, after }: Step, property: string): boolean =>
  before?.inputs[property] !== after?.inputs[property];

function losesAWay({ before, after }: Step): boolean {
  const [old, now] = [before, after].map((state) => state?.inputs["delivery"]);
  return Array.isArray(old) && Array.isArray(now) && old.some((way) => !now.includes(way));
}
