import { expect, test as one } from "vitest";
import { parseRehearsals, rehearsalsAsJson } from "../../../../commands/review/rehearsal/parseRehearsals.ts";
import type {
  CallbackCheck,
  Outcome,
  Rehearsal,
  SignIn,
} from "../../../../commands/review/rehearsal/Rehearsal.ts";
import { fc, test } from "../property.ts";

const text = fc.string();
const why = { why: text };
const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({ kind: fc.constantFrom("code", "password") }),
  fc.record({ kind: fc.constantFrom("no-message", "no-code", "refused"), ...why }),
  fc.record({ kind: fc.constant("not-tried"), because: text }),
);
const signIn: fc.Arbitrary<SignIn> = fc.record(
  {
    moment: fc.constantFrom("before", "during", "after"),
    who: fc.constantFrom("enrolled", "new"),
    outcome,
    call: text,
    pictures: fc.array(fc.record({ page: text, file: text })),
  },
  { requiredKeys: ["moment", "who", "outcome"] },
);
const check: fc.Arbitrary<CallbackCheck> = fc.record(
  {
    moment: fc.constantFrom("before", "after"),
    callback: text,
    outcome: fc.oneof(
      fc.constant({ kind: "open" as const }),
      fc.record({ kind: fc.constant("refused"), ...why }),
    ),
    pictures: fc.array(fc.record({ page: text, file: text })),
  },
  { requiredKeys: ["moment", "callback", "outcome"] },
);
const rehearsal: fc.Arbitrary<Rehearsal> = fc.record({
  stack: text,
  base: text,
  fingerprint: text,
  up: fc.oneof(
    fc.constant({ done: true as const }),
    fc.record({ done: fc.constant(false), words: fc.array(text) }),
  ),
  signIns: fc.array(signIn),
  callbackChecks: fc.array(check),
  assumptions: fc.array(text),
});

const good: Rehearsal = {
  stack: "prod",
  base: "main",
  fingerprint: "",
  up: { done: true },
  signIns: [{ moment: "after", who: "new", outcome: { kind: "code" } }],
  callbackChecks: [{ moment: "after", callback: "https://example.com", outcome: { kind: "open" } }],
  assumptions: [],
};

test(
  "a rehearsal is parsed as it was written, without its author's verdict",
  fc.property(fc.array(rehearsal), (rehearsals) => {
    expect(parseRehearsals(rehearsalsAsJson(rehearsals))).toEqual(rehearsals);
    const written = rehearsals.map((one) => ({ ...one, verdict: "safe", effects: [] }));
    expect(parseRehearsals(JSON.stringify({ rehearsals: written }))).toEqual(rehearsals);
  }),
);

one("a long text costs no verdict: it is cut, and the rehearsal is one", () => {
  const long = "at Object.<anonymous>\n".repeat(500);
  const outcomes: Outcome[] = [
    { kind: "no-message", why: long },
    { kind: "not-tried", because: long },
  ];
  const written: Rehearsal = {
    ...good,
    up: { done: false, words: [long] },
    signIns: outcomes.map((outcome) => ({ moment: "after", who: "new", outcome })),
    assumptions: [long],
  };
  const [read] = parseRehearsals(rehearsalsAsJson([written])) ?? [];
  expect(read?.signIns.map(({ outcome }) => outcome.kind)).toEqual(["no-message", "not-tried"]);
});

one.each<[string, object]>([
  ["an unknown moment", { signIns: [{ moment: "never", who: "new", outcome: { kind: "code" } }] }],
  ["an unknown user", { signIns: [{ moment: "after", who: "nobody", outcome: { kind: "code" } }] }],
  ["an unknown outcome", { signIns: [{ moment: "after", who: "new", outcome: { kind: "fine" } }] }],
  [
    "a rejection without a reason",
    { signIns: [{ moment: "after", who: "new", outcome: { kind: "refused" } }] },
  ],
  [
    "a callback in mid-change",
    { callbackChecks: [{ moment: "during", callback: "x", outcome: { kind: "open" } }] },
  ],
  ["an up that stopped without output", { up: { done: false } }],
  ["an oversized text", { stack: "x".repeat(2001) }],
])("rejects a file with %s", (_name, wrong) => {
  expect(parseRehearsals(JSON.stringify({ rehearsals: [good] }))).toEqual([good]);
  expect(parseRehearsals(JSON.stringify({ rehearsals: [{ ...good, ...wrong }] }))).toBeUndefined();
});

one.each(["", "{}", "[]", "null", "{"])("rejects %j", (json) => {
  expect(parseRehearsals(json)).toBeUndefined();
});
