import { expect, test } from "vitest";
import { verdicts } from "../../../../commands/review/risks/Verdict.ts";
import type { Rehearsal } from "../../../../commands/review/rehearsal/Rehearsal.ts";
import { rehearsalSections, withRehearsals } from "../../../../commands/review/rehearsal/withRehearsals.ts";
import type { Review } from "../../../../commands/review/Review.ts";

const good: Rehearsal = {
  stack: "prod",
  base: "main",
  up: { done: true },
  signIns: [{ moment: "after", who: "new", outcome: { kind: "code" }, picture: "01.png" }],
  callbackChecks: [],
  assumptions: [],
};
const lockOut: Rehearsal = {
  ...good,
  signIns: [{ moment: "after", who: "new", outcome: { kind: "no-message", why: "Authenticate" } }],
};
const review = (verdict: Review["verdict"], stack = "prod") => ({ stack, verdict }) as Review;

test.each(verdicts)("a review that says %s says no less with a rehearsal", (verdict) => {
  expect(withRehearsals([review(verdict)], [good])).toEqual([review(verdict)]);
  expect(withRehearsals([review(verdict)], [lockOut])).toEqual([review("may lock users out")]);
});

test("a preview that failed stays unknown, and another stack's rehearsal says nothing", () => {
  expect(withRehearsals([review("unknown")], [lockOut])).toEqual([review("unknown")]);
  expect(withRehearsals([review("safe", "dev")], [lockOut])).toEqual([review("safe", "dev")]);
  expect(rehearsalSections([review("safe", "dev"), review("safe")], [lockOut])).toEqual({
    dev: [],
    prod: [expect.stringContaining("may lock users out")],
  });
});
