import { describe, expect, test } from "vitest";
import { effectsOf, verdictOf } from "../../../../commands/review/rehearsal/judge.ts";
import { signOf } from "../../../../commands/review/markdown/words.ts";
import type { Verdict } from "../../../../commands/review/risks/Verdict.ts";
import { rehearsalReport } from "../../../../commands/review/rehearsal/markdown.ts";
import type {
  CallbackCheck,
  Moment,
  Outcome,
  Rehearsal,
  SignIn,
  Who,
} from "../../../../commands/review/rehearsal/Rehearsal.ts";

const code: Outcome = { kind: "code" };
const password: Outcome = { kind: "password" };
const stuck: Outcome = { kind: "no-message", why: "The tenant's log: Authenticate" };

const signIn = (moment: Moment, who: Who, outcome: Outcome, call?: string): SignIn => ({
  moment,
  who,
  outcome,
  pictures: [{ page: "Signed in", file: "01.png" }],
  ...(call !== undefined && { call }),
});
const check = (moment: CallbackCheck["moment"], callback: string, open = true): CallbackCheck => ({
  moment,
  callback,
  outcome: open ? { kind: "open" } : { kind: "refused", why: "Callback URL mismatch." },
});
const shop = "https://shop.example.com/callback";

/** Users sign in with a code throughout. */
const good: Rehearsal = {
  stack: "prod",
  base: "main",
  fingerprint: "",
  up: { done: true },
  signIns: (["before", "during", "after"] as const).flatMap((moment) => [
    signIn(moment, "enrolled", code),
    signIn(moment, "new", code),
  ]),
  callbackChecks: [check("before", shop), check("after", shop)],
  assumptions: [],
};

/** The good rehearsal, with one group of sign-ins that end differently. */
const ending = (moment: Moment, who: Who, outcome: Outcome, call?: string): Rehearsal => ({
  ...good,
  signIns: good.signIns.map((one) =>
    one.moment === moment && one.who === who ? signIn(moment, who, outcome, call) : one,
  ),
});

const told = (rehearsal: Rehearsal) => effectsOf(rehearsal).map(({ verdict, text }) => [verdict, text]);

test("reports nothing if users sign in as before", () => {
  expect(effectsOf(good)).toEqual([]);
  expect(verdictOf([])).toBe("safe");
  expect(rehearsalReport(good)).toMatchInlineSnapshot(`
    "### ✓ prod: sign-in is not affected

    **Rehearsal on a local tenant:** sign-in is not affected during or after the change.

    <details><summary>6 sign-ins in a browser; the state before the change is that of main</summary>

    | when | users | sign-ins | result |
    | --- | --- | --- | --- |
    | before the change | with a phone | 1 | signed in with a code |
    | before the change | new | 1 | signed in with a code |
    | during the change | with a phone | 1 | signed in with a code |
    | during the change | new | 1 | signed in with a code |
    | after the change | with a phone | 1 | signed in with a code |
    | after the change | new | 1 | signed in with a code |

    </details>
    "
  `);
});

describe("each difference is one effect", () => {
  test.each<[string, Rehearsal, Verdict, string, headline?: string]>([
    [
      "stuck afterwards",
      ending("after", "enrolled", stuck),
      "may lock users out",
      "Users with an enrolled phone can't sign in after the change: they are asked for a code, and no message arrives",
    ],
    [
      "stuck on the way",
      ending("during", "new", stuck, "PUT /guardian/policies"),
      "may lock users out",
      "New users can't sign in while the change is made, after PUT /guardian/policies: they are asked for a code, and no message arrives",
    ],
    [
      "a message without a code",
      ending("after", "new", { kind: "no-code", why: 'It reads: "Hello"' }),
      "may lock users out",
      "New users can't sign in after the change: the message that arrives has no code",
    ],
    [
      "an error page",
      ending("after", "new", { kind: "refused", why: "The page: Oops!" }),
      "may lock users out",
      "New users can't sign in after the change: the sign-in ends on an error page",
    ],
    [
      "no second factor",
      ending("after", "enrolled", password),
      "weakens security",
      "Users with an enrolled phone can sign in after the change with their password alone",
    ],
    [
      "an address taken out",
      { ...good, callbackChecks: [check("before", shop), check("after", shop, false)] },
      "may lock users out",
      `An application that returns to ${shop} can no longer sign users in`,
    ],
    [
      "a new address that is not open",
      { ...good, callbackChecks: [...good.callbackChecks, check("after", "https://new.example.com", false)] },
      "needs attention",
      "The new callback URL https://new.example.com does not work",
    ],
    [
      "a browser that fails",
      ending("after", "new", { kind: "not-tried", because: "Target closed" }),
      "needs attention",
      "New users: the sign-in after the change could not be tried, since the browser failed",
    ],
    [
      "a browser that fails at an address",
      {
        ...good,
        callbackChecks: [
          check("before", shop),
          { ...check("after", shop), outcome: { kind: "not-tried", because: "Target closed" } },
        ],
      },
      "needs attention",
      `${shop} could not be tried, since the browser failed`,
    ],
    [
      "an up that stops",
      { ...good, up: { done: false, words: ["sender is missing"] } },
      "needs attention",
      "The update stops without making the change",
      "✗ prod: the update stops",
    ],
  ])("%s", (_name, rehearsal, verdict, text, headline = `${signOf(verdict)} prod: ${verdict}`) => {
    expect(told(rehearsal)).toEqual([[verdict, text]]);
    expect(rehearsalReport(rehearsal)).toMatch(new RegExp(`^### ${headline}\n`));
  });
});

test("users who could not sign in before the change, but for a different reason, are reported", () => {
  const both = {
    ...good,
    signIns: good.signIns.map((one) => (one.who === "new" ? { ...one, outcome: stuck } : one)),
  };
  expect(verdictOf(effectsOf(both))).toBe("needs attention");
  expect(told(both)[0]).toEqual([
    "needs attention",
    "New users can't sign in even before the change: they are asked for a code, and no message arrives",
  ]);
  expect(told(both).map(([, text]) => text)).toContain(
    "New users can't sign in after the change, as before: they are asked for a code, and no message arrives",
  );
});

test("a raised policy asks users for a code, which is reported but is no risk", () => {
  const raised = {
    ...good,
    signIns: good.signIns.map((one) => (one.moment === "after" ? one : { ...one, outcome: password })),
  };
  expect(told(raised)).toEqual([
    ["needs attention", "Users with an enrolled phone and new users are asked for a code after the change"],
  ]);
});

test("an effect that begins during the change and stays is reported once, as after the change", () => {
  const rehearsal = {
    ...good,
    signIns: good.signIns.map((one) =>
      one.moment !== "before" && one.who === "new" ? { ...one, outcome: stuck } : one,
    ),
  };
  expect(told(rehearsal).map(([, text]) => text)).toEqual([
    "New users can't sign in after the change: they are asked for a code, and no message arrives",
  ]);
});

test("several sign-ins with the same outcome are one effect, the most serious first", () => {
  const rehearsal: Rehearsal = {
    ...ending("after", "enrolled", password),
    signIns: [
      ...ending("after", "enrolled", password).signIns,
      signIn("during", "new", stuck, "PATCH /a"),
      signIn("during", "new", stuck, "PATCH /b"),
    ],
  };
  expect(told(rehearsal).map(([verdict]) => verdict)).toEqual(["may lock users out", "weakens security"]);
});

test("sign-ins with several outcomes are counted by outcome", () => {
  const text = rehearsalReport({
    ...good,
    signIns: [
      ...good.signIns,
      signIn("during", "new", code),
      signIn("during", "new", stuck, "PATCH /a"),
      signIn("during", "enrolled", password),
    ],
  });
  expect(text).toContain(
    "| during the change | with a phone | 2 | 1 signed in with a code; 1 signed in with the password alone |",
  );
  expect(text).toContain("| during the change | new | 3 | 2 signed in with a code; 1 got no message |");
});

test("escapes text from pages and logs", () => {
  const hostile = "<img src=x> @team `a` [b](https://evil.example) | c\n# d";
  const text = rehearsalReport({
    ...ending("after", "new", { kind: "refused", why: hostile }),
    assumptions: [hostile],
  });
  expect(text).not.toContain("<img");
  expect(text).not.toContain("@team");
  expect(text).not.toContain("](https://evil");
  expect(text).not.toMatch(/^# d/m);
});
