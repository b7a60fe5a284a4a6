import { expect, test } from "vitest";
import { isWeaker, policies, policyFromWire, policyOfList, policyToWire } from "../../mfa/policies.ts";

test("each policy maps to Auth0's name and back", () => {
  expect(policies.map(policyToWire)).toEqual(["never", "confidence-score", "all-applications"]);
  expect(policies.map(policyToWire).map(policyFromWire)).toEqual(policies);
});

test.each([
  [[], "never"],
  [["all-applications"], "always"],
  [["confidence-score"], "adaptive"],
  [["some-new-policy"], "some-new-policy"],
])("the Management API's %j is %s", (list, policy) => {
  expect(policyOfList(list)).toBe(policy);
});

test.each(["some-new-policy", "constructor", undefined, 3])("%s is an unknown policy", (name) => {
  expect(policyFromWire(name)).toBeUndefined();
});

test("never is weaker than adaptive, and adaptive than always; an unknown policy is not compared", () => {
  const pairs = policies.flatMap((one) => policies.map((other) => [one, other] as const));
  expect(pairs.filter(([one, other]) => isWeaker(one, other))).toEqual([
    ["never", "adaptive"],
    ["never", "always"],
    ["adaptive", "always"],
  ]);
  for (const policy of policies) {
    expect(isWeaker("some-new-policy", policy)).toBe(false);
    expect(isWeaker(policy, "some-new-policy")).toBe(false);
    expect(isWeaker(policy, undefined)).toBe(false);
  }
});
