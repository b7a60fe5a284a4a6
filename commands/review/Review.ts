import type { Budget } from "./budget/budget.ts";
import type { Listed } from "./listed.ts";
import type { Change } from "../../findings/changes/Change.ts";
import type { Risk } from "./risks/RiskRule.ts";
import type { ReviewVerdict } from "./risks/Verdict.ts";
import type { Violation } from "../../preview/Preview.ts";
import type { Text } from "../../findings/words/Text.ts";

/** Something of a review, and whether the base of the pull request has it too. */
export type Pending<Of> = Of & { isPending: boolean };

/** What a change of one stack means. */
export interface Review {
  stack: string;
  verdict: ReviewVerdict;
  changes: readonly Pending<Change>[];
  risks: readonly Risk[];
  violations: readonly Pending<Violation>[];
  /** What the base would have changed and this does not. */
  withdrawn: readonly Change[];
  order: readonly Text[];
  budget: Budget;
  /** What `protect` keeps from what the change would do to it: the `up` stops there. */
  keptByProtect: readonly Text[];
  /** What the engine lists, as `pulumi preview` prints it, without values. */
  listed: Listed;
  /** Why the preview failed, in the program's words. */
  failure: readonly string[];
  gaps: readonly string[];
  /** What it was compared with. */
  base: Base | undefined;
}

/** The base of a pull request: what is pending there is not the pull request's doing. */
export interface Base {
  /** As it was named: `main`, a commit. */
  ref: string;
  /** Why it could not be compared with; nothing then counts as pending. */
  failure?: string;
}
