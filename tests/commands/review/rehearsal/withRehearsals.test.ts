import { expect, test } from "vitest";
import { verdicts } from "../../../../commands/review/risks/Verdict.ts";
import type { Rehearsal } from "../../../../commands/review/rehearsal/Rehearsal.ts";
import { rehearsalSections, withRehearsals } from "../../../../commands/review/rehearsal/withRehearsals.ts";
import { word } from "../../../../findings/words/Text.ts";
import type { Review } from "../../../../commands/review/Review.ts";

const good: Rehearsal = {
  stack: "prod",
  base: "main",
  fingerprint: "",
  up: { done: true },
  signIns: [{ moment: "after", who: "new", outcome: { kind: "code" } }],
  callbackChecks: [],
  assumptions: [],
};
const lockOut: Rehearsal = {
  ...good,
  signIns: [{ moment: "after", who: "new", outcome: { kind: "no-message", why: "Authenticate" } }],
};
const review = (verdict: Review["verdict"], stack = "prod"): Review =>
  ({ stack, verdict, keptByProtect: [] }) as Partial<Review> as Review;

test.each(verdicts)("a review with the verdict %s is never weakened by a rehearsal", (verdict) => {
  expect(withRehearsals([review(verdict)], [good])).toEqual([review(verdict)]);
  expect(withRehearsals([review(verdict)], [lockOut])).toEqual([review("may lock users out")]);
});

test("a failed preview stays unknown, and a different stack's rehearsal has no effect", () => {
  for (const verdict of ["unknown", "stopped"] as const)
    expect(withRehearsals([review(verdict)], [lockOut])).toEqual([review(verdict)]);
  expect(withRehearsals([review("safe", "dev")], [lockOut])).toEqual([review("safe", "dev")]);
  expect(rehearsalSections([review("safe", "dev"), review("safe")], [lockOut])).toEqual({
    dev: [],
    prod: [expect.stringContaining("- ✗ New users can't sign in after the change")],
  });
});

test.each(["unknown", "stopped", ...verdicts] as const)(
  "with the verdict %s, the rehearsal's section never contains a different verdict",
  (verdict) => {
    const assumed = { ...good, assumptions: ["+14155550111 belongs to your Twilio account"] };
    const [section = ""] = rehearsalSections([review(verdict)], [assumed])["prod"] ?? [];
    for (const other of verdicts) expect(section).not.toContain(other);
    expect(section).toContain("if +14155550111 belongs to your Twilio account.");
  },
);

test("a rehearsal assumes that a failed check passes, and its section states that", () => {
  const [section] = rehearsalSections([review("stopped")], [good])["prod"] ?? [];
  expect(section).toContain("once this problem is fixed, sign-in is not affected");
});

test("a rehearsal that did not reach a risk does not clear it", () => {
  const [section] = rehearsalSections([review("may lock users out")], [good])["prod"] ?? [];
  expect(section).toContain("did not confirm the risks above");
  expect(section).not.toContain("not affected");
});

const stoppedWith = (...words: string[]): Rehearsal => ({ ...good, up: { done: false, words } });
const hook = "Failed to delete a resource of the stack: mfa is protected. Nothing was changed. Fix: do it.";
const engine = 'resource "urn:x" cannot be deleted because it is protected.';
const other = "Failed to turn MFA off: the token is invalid.";

test.each([
  [hook, [word("MFA settings")], false],
  [engine, [word("MFA settings")], false],
  [other, [word("MFA settings")], true],
  [hook, [], true],
])(
  "a stop with the reason %s, next to what is protected (%j), is repeated: %s",
  (reason, kept, isRepeated) => {
    const reviewed = { ...review("needs attention"), keptByProtect: kept };
    const [section = ""] = rehearsalSections([reviewed], [stoppedWith(reason)])["prod"] ?? [];
    expect(section).toContain("- ! The update stops without making the change");
    expect(section.includes(reason.slice(0, 20))).toBe(isRepeated);
  },
);

test("the command that a stop ends with is in a block, with its stack", () => {
  const stopped = stoppedWith("It is wrong. Fix: pulumi config set mfaPolicy always");
  const [section = ""] = rehearsalSections([review("safe")], [stopped])["prod"] ?? [];
  expect(section).toContain(
    "change. It is wrong. Fix:\n  ```sh\n  pulumi config set mfaPolicy always --stack prod\n  ```",
  );
});
