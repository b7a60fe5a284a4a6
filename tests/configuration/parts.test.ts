import { expect, test } from "vitest";
import { isTakenBackBy, removalsIn } from "../../configuration/parts.ts";

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
  expect(isTakenBackBy(removal, [part])).toBe(true);
  expect(
    isTakenBackBy(
      removal,
      all.filter((other) => other !== part),
    ),
  ).toBe(false);
});
