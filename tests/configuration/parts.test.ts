import { expect, test } from "vitest";
import { isTakenBackBy, managedIn, parts, readParts, removalsIn } from "../../configuration/parts.ts";
import type { Problem } from "../../configuration/problems.ts";
import { source } from "../support/settings/source.ts";

test("of the hooks that run before a deletion, some remove", () => {
  const hooks = ["mfa-by-action", "policy-removal", "factor-removal"].map(
    (name) => `auth0-phone-mfa:${name}`,
  );
  expect(removalsIn([...hooks, "acme:audit"])).toEqual(["policy-removal", "factor-removal"]);
});

test.each([
  ["client-removal", "application"],
  ["policy-removal", "policy"],
  ["factor-removal", "factor"],
  ["other-factors-removal", "otp"],
  ["sender-removal", "sender"],
  ["binding-removal", "sender"],
  ["action-removal", "sender"],
  ["service-removal", "sender"],
  ["attachment-removal", "sender"],
  ["template-removal", "messages"],
] as const)("%s removes while the stack manages its %s, and only then", (removal, part) => {
  const all = ["application", "policy", "factor", "otp", "sender", "messages"];
  for (const managed of [[part], all]) expect(isTakenBackBy(removal, managed)).toBe(true);
  expect(
    isTakenBackBy(
      removal,
      all.filter((other) => other !== part),
    ),
  ).toBe(false);
});

test.each([
  ["legacy", [], undefined],
  ["legacy", ["application", "policy"], undefined],
  ["legacy", ["sender", "messages", "factor"], undefined],
  ["legacy", ["sender", "factor"], "leaves out messages; on a legacy tenant"],
  ["legacy", ["messages", "policy"], "leaves out sender and factor; on a legacy tenant"],
  ["unified", ["sender", "factor"], undefined],
  ["unified", ["messages"], undefined],
] as const)("on a %s tenant, a stack that manages %j", (experience, managed, what) => {
  const problems: Problem[] = [];
  const configured = source({ "auth0-phone-mfa:manage": JSON.stringify(managed) });
  expect([...readParts(configured, experience, problems)]).toEqual(managed);
  expect(problems.map((problem) => problem.what)).toEqual(
    what === undefined ? [] : [expect.stringContaining(what)],
  );
});

test.each<[Readonly<Record<string, unknown>>, readonly string[]]>([
  [{}, parts],
  [{ manage: "policy" }, ["policy"]],
  [{ manage: "policy, Sender" }, ["sender", "policy"]],
  [{ manage: '"policy"' }, ["policy"]],
  [{ manage: "everything" }, parts],
  [{ manage: "" }, parts],
  [{ manage: "true" }, parts],
  [{ manage: { policy: true } }, parts],
  [{ manage: '["policy","sender"]' }, ["sender", "policy"]],
  [{ manage: ["policy"] }, ["policy"]],
  [{ manage: [] }, []],
  [{ manage: [], otherFactors: '{"otp":false,"sms":true}' }, ["otp"]],
  [{ manage: [], otherFactors: { email: true, otp: true } }, ["email", "otp"]],
  [{ manage: [], otherFactors: null }, []],
  [{ manage: [], otherFactors: "otp" }, []],
])("a stack with %j manages %j", (config, managed) => {
  expect(managedIn(config)).toEqual(managed);
});
