import type { Change } from "../../../findings/changes/Change.ts";
import type { Step } from "../../../preview/Preview.ts";
import type { MfaState } from "../../../mfa/MfaState.ts";
import { mayRequireMfa } from "../../../mfa/MfaState.ts";
import type { Verdict } from "./Verdict.ts";

/** The input of a risk's check. */
export interface Plan {
  stack: string;
  steps: readonly Step[];
  changes: readonly Change[];
  before: MfaState;
  after: MfaState;
  gaps: readonly string[];
}

/** The promises that the product makes. */
export type Promise = "no lockout" | "no silent weakening" | "no leak" | "no surprise";

/** The origin of a risk: a promise of the product, or a rule of its policy pack or of another one. */
export type Source = { promise: Promise } | { rule: string; also?: readonly string[] };

/** One effect that a change can have on users. It counts once, however often it occurs. */
export interface RiskRule {
  /** In kebab-case, unique. */
  id: string;
  verdict: Verdict;
  source: Source;
  /** Its meaning for users, in one or two sentences; the last may end with a command. */
  means: string;
  /**
   * The changes that cause it; `undefined` if it does not occur; an empty list if it concerns the whole
   * stack.
   */
  found: (plan: Plan) => readonly Change[] | undefined;
}

/** A risk that occurred. */
export interface Risk {
  rule: RiskRule;
  changes: readonly Change[];
}

/** The changes with some events, if there are any. */
export const on =
  (...events: string[]) =>
  ({ changes }: Pick<Plan, "changes">): readonly Change[] | undefined => {
    const found = changes.filter(({ event }) => events.includes(event));
    return found.length > 0 ? found : undefined;
  };

/** The same, under a condition. */
export const onIf =
  (condition: (plan: Plan) => boolean, ...events: string[]) =>
  (plan: Plan): readonly Change[] | undefined =>
    condition(plan) ? on(...events)(plan) : undefined;

/** An unknown policy may require a code. */
export const mayRequire = ({ after }: Plan): boolean => mayRequireMfa(after);
