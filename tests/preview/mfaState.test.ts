import { expect, test } from "vitest";
import { mfaStateOf } from "../../preview/mfaState.ts";
import { fixture, on, plivoFixture, remove, same } from "../commands/review/fixture.ts";

test("a setting that the program does not declare is as the tenant last had it, and a declared one as declared", () => {
  const inputs = { policy: "never", phone: undefined };
  const outputs = { policy: "all-applications", phone: { enabled: true, messageTypes: ["voice"] } };
  const [step] = [same("Guardian", "mfa", inputs, { outputs })];
  for (const side of ["before", "after"] as const)
    expect(mfaStateOf([step], side)).toMatchObject({
      policy: "never",
      factors: { sms: true },
      deliveryMethods: ["voice"],
    });
});

test("each side of a change has its own state", () => {
  const steps = on(fixture(), "Guardian", "mfa", (step) => ({
    ...step,
    after: step.after && { ...step.after, inputs: { ...step.after.inputs, policy: "never" } },
  }));
  expect(mfaStateOf(steps, "before").policy).toBe("always");
  expect(mfaStateOf(steps, "after").policy).toBe("never");
});

test("what a deletion takes back is off afterwards, and a sender that is gone is none", () => {
  const steps = remove(remove(fixture(), "Guardian", "mfa"), "PhoneProvider", "sender");
  expect(mfaStateOf(steps, "before")).toMatchObject({ policy: "always", factors: { sms: true } });
  expect(mfaStateOf(steps, "after")).toMatchObject({
    policy: "never",
    factors: { sms: false },
    sender: "none",
  });
});

test("Actions outside the stack may require MFA on both sides", () => {
  for (const steps of [fixture(), plivoFixture()]) {
    expect(mfaStateOf(steps, "after").mfaActions).toBeUndefined();
    expect(mfaStateOf(steps, "after", ["Ask for MFA"]).mfaActions).toEqual(["Ask for MFA"]);
  }
});
