import type { Change } from "../../../findings/changes/Change.ts";
import type { Step } from "../../../preview/Preview.ts";
import type { MfaState } from "../../../mfa/MfaState.ts";
import { mayRequireMfa } from "../../../mfa/MfaState.ts";
import type { Verdict } from "./Verdict.ts";

/** What a risk is looked for in. */
export interface Plan {
  stack: string;
  steps: readonly Step[];
  changes: readonly Change[];
  before: MfaState;
  after: MfaState;
  gaps: readonly string[];
}

/** The promises that the product makes. */
export type Promise = "no lock-out" | "no silent weakening" | "no leak" | "no surprise";

/** Where a warning comes from: a promise of the product's, or a rule of its policy pack (and others alike). */
export type Source = { promise: Promise } | { rule: string; also?: readonly string[] };

/** One thing that a change can do to users. It counts once, however often it is met. */
export interface RiskRule {
  /** Kebab-case, unlike any other's. */
  id: string;
  verdict: Verdict;
  source: Source;
  /** What it means for users, in a sentence or two; the last may end with a command. */
  means: string;
  /** The changes that do it; `undefined` where there is none, no change at all where it is of the whole. */
  found: (plan: Plan) => readonly Change[] | undefined;
}

/** A risk as it was met. */
export interface Risk {
  rule: RiskRule;
  changes: readonly Change[];
}

/** Changes of some events, where there are any. */
export const on =
  (...events: string[]) =>
  ({ changes }: Pick<Plan, "changes">): readonly Change[] | undefined => {
    const found = changes.filter(({ event }) => events.includes(event));
    return found.length > 0 ? found : undefined;
  };

/** The same under a condition. */
export const onIf =
  (condition: (plan: Plan) => boolean, ...events: string[]) =>
  (plan: Plan): readonly Change[] | undefined =>
    condition(plan) ? on(...events)(plan) : undefined;

/** A policy that is not known may require a code. */
export const mayRequire = ({ after }: Plan): boolean => mayRequireMfa(after);
