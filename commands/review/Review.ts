import type { Budget } from "./budget/budget.ts";
import type { Listed } from "./listed.ts";
import type { Change } from "../../findings/changes/Change.ts";
import type { Risk } from "./risks/RiskRule.ts";
import type { ReviewVerdict } from "./risks/Verdict.ts";
import type { Violation } from "../../preview/Preview.ts";
import type { Text } from "../../findings/words/Text.ts";

/** Part of a review, and whether the pull request's base has it too. */
export type Pending<Of> = Of & { isPending: boolean };

/** What a change of one stack means. */
export interface Review {
  stack: string;
  verdict: ReviewVerdict;
  changes: readonly Pending<Change>[];
  risks: readonly Risk[];
  violations: readonly Pending<Violation>[];
  /** What the base would have changed and this stack no longer does. */
  withdrawn: readonly Change[];
  order: readonly Text[];
  budget: Budget;
  /** What `protect` prevents the change from doing: the `up` stops there. */
  keptByProtect: readonly Text[];
  /** The engine's list, as `pulumi preview` prints it, without values. */
  listed: Listed;
  /** The program's reason why the preview failed. */
  failure: readonly string[];
  gaps: readonly string[];
  /** What it was compared with. */
  base: Base | undefined;
}

/** The base of a pull request: changes pending there are not caused by the pull request. */
export interface Base {
  /** As the user named it: `main`, a commit. */
  ref: string;
  /** Why the comparison failed; nothing then counts as pending. */
  failure?: string;
}
