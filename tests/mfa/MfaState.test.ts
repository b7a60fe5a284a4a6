import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isEveryoneLockedOut,
  lockOutsIn,
  mayRequireMfa,
  newLockOuts,
  obstaclesTo,
  requiresMfa,
} from "../../mfa/MfaState.ts";
import type { MfaState, Obstacle } from "../../mfa/MfaState.ts";

/** A tenant whose users get their codes by SMS. */
const good: MfaState = {
  policy: "always",
  factors: { sms: true },
  deliveryMethods: ["sms"],
  sender: { deliveryMethods: ["sms"] },
};

const nothingKnown: MfaState = {
  policy: undefined,
  factors: {},
  deliveryMethods: undefined,
  sender: undefined,
};

test("on a complete tenant, nothing keeps codes from users", () => {
  expect(obstaclesTo(good)).toEqual([]);
});

test("an unknown setting is no obstacle", () => {
  expect(obstaclesTo(nothingKnown)).toEqual([]);
});

test.each<[string, Partial<MfaState>, Obstacle[]]>([
  ["the factor off", { factors: { sms: false } }, [{ cause: "factor-off" }]],
  ["no delivery method", { deliveryMethods: [] }, [{ cause: "no-delivery-method" }]],
  ["no sender", { sender: "none" }, [{ cause: "no-sender" }]],
  ["a disabled sender", { sender: { disabled: true } }, [{ cause: "sender-disabled" }]],
  [
    "a sender with a fault",
    { sender: { fault: "it has no number" } },
    [{ cause: "sender-faulty", fault: "it has no number" }],
  ],
  [
    "a delivery method that the sender lacks",
    { deliveryMethods: ["sms", "voice"] },
    [{ cause: "method-not-sent", method: "voice" }],
  ],
  [
    "an Action that is not deployed",
    { sender: { action: { deployed: false, bound: true } } },
    [{ cause: "action-not-deployed" }],
  ],
  [
    "an Action that is not bound",
    { sender: { action: { deployed: true, bound: false } } },
    [{ cause: "action-not-bound" }],
  ],
  [
    "the factor off and no sender",
    { factors: { sms: false }, sender: "none" },
    [{ cause: "factor-off" }, { cause: "no-sender" }],
  ],
])("%s keeps codes from users", (_, change, obstacles) => {
  const state = { ...good, ...change };
  expect(obstaclesTo(state)).toEqual(obstacles);
  expect(lockOutsIn(state)).toEqual(obstacles);
});

describe("no user is locked out", () => {
  const broken: MfaState = { ...good, factors: { sms: false }, sender: "none" };

  test("while MFA is not required", () => {
    expect(lockOutsIn({ ...broken, policy: "never" })).toEqual([]);
  });

  test.each(["otp", "push-notification", "webauthn-roaming", "duo"])("if they can use %s", (factor) => {
    expect(lockOutsIn({ ...broken, factors: { sms: false, [factor]: true } })).toEqual([]);
  });

  test.each(["recovery-code", "webauthn-platform", "email"])(
    "except with %s alone, which is no factor by itself",
    (factor) => {
      expect(lockOutsIn({ ...broken, factors: { sms: false, [factor]: true } })).not.toEqual([]);
    },
  );
});

describe("a change", () => {
  const both = { ...good, deliveryMethods: ["sms", "voice"] };

  test("that removes a delivery method locks out its users, but not all users", () => {
    expect(newLockOuts({ ...both, sender: { deliveryMethods: ["sms", "voice"] } }, both)).toEqual([
      { cause: "method-not-sent", method: "voice" },
    ]);
    expect(isEveryoneLockedOut(both)).toBe(false);
  });

  test("locks out no user while MFA is not required", () => {
    expect(isEveryoneLockedOut(good)).toBe(false);
    expect(isEveryoneLockedOut({ ...good, policy: "never", deliveryMethods: [] })).toBe(false);
  });

  test("that keeps a lockout unchanged adds none", () => {
    expect(newLockOuts(both, { ...both, policy: "adaptive" })).toEqual([]);
  });

  test("to a tenant where no user can sign in adds no lockout", () => {
    const locked: MfaState = { ...both, sender: "none" };
    expect(isEveryoneLockedOut(locked)).toBe(true);
    expect(isEveryoneLockedOut({ ...good, deliveryMethods: ["voice"] })).toBe(true);
    expect(newLockOuts(locked, both)).toEqual([]);
  });
});

test.each([
  ["never", false, false],
  ["adaptive", true, true],
  ["always", true, true],
  ["some-new-policy", true, true],
  [undefined, false, true],
])("policy %s: required %s, may be required %s", (policy, required, may) => {
  expect(requiresMfa({ policy })).toBe(required);
  expect(mayRequireMfa({ policy })).toBe(may);
});

test("an Action in the login flow may require MFA regardless of the policy", () => {
  const state: MfaState = { ...good, policy: "never", mfaActions: ["Ask for MFA"], sender: "none" };
  expect(requiresMfa(state)).toBe(true);
  expect(lockOutsIn(state)).toEqual([{ cause: "no-sender" }]);
});

test("a tenant with a known obstacle still has one when more is known", () => {
  const methods = fc.subarray(["sms", "voice"]);
  const states = fc.record<MfaState>({
    policy: fc.constantFrom("never", "adaptive", "always"),
    factors: fc.record({ sms: fc.boolean() }),
    deliveryMethods: methods,
    sender: fc.oneof(
      fc.constant("none" as const),
      fc.record({ disabled: fc.boolean(), deliveryMethods: methods }),
    ),
  });
  const parts = fc.subarray(["factors", "deliveryMethods", "sender"] as const);
  fc.assert(
    fc.property(states, parts, (state, unknown) => {
      const less = { ...state, ...Object.fromEntries(unknown.map((part) => [part, nothingKnown[part]])) };
      if (obstaclesTo(less).length > 0) expect(obstaclesTo(state)).not.toEqual([]);
    }),
  );
});
