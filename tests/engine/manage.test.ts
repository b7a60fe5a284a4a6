import { describe, expect, test } from "vitest";
import { testStack, writesIn } from "../support/stack/testStack.ts";
import { setUpPhoneByHand } from "../support/stack/phoneByHand.ts";
import { signInState } from "../support/stack/signInState.ts";

const usable = { required: true, possible: true };

describe("a stack that manages one part of a tenant", () => {
  test("writes nothing of the other parts", async () => {
    const stack = await testStack();
    await stack.calls();
    await stack.set({ manage: ["messages"] });
    await stack.up();
    expect(writesIn(await stack.calls())).toEqual([
      "POST /branding/phone/templates",
      "POST /branding/phone/templates",
    ]);
    expect(await stack.preview()).toEqual([]);
    expect(Object.keys(await stack.outputs())).not.toContain("clientId");
    await stack.destroy();
  });

  test.each([
    [["policy"], "the phone factor is off and the tenant has no sender", "factor and sender"],
    [["sender", "policy"], "the phone factor is off", "factor"],
    [["factor", "policy"], "the tenant has no sender", "sender"],
  ])("can't require MFA by %j alone if no code could arrive", async (manage, why, missing) => {
    const stack = await testStack();
    await stack.calls();
    await stack.set({ manage });
    expect(await stack.failingPreview()).toContain(
      `this change would lock users out: ${why}. Nothing was changed. Fix: add ${missing} to manage`,
    );
    expect(writesIn(await stack.calls())).toEqual([]);
    await stack.set({ mfaPolicy: "never" });
    await stack.up();
  });

  test("may require MFA if the factor and the sender were set up elsewhere", async () => {
    const stack = await testStack();
    await setUpPhoneByHand(stack);
    await stack.set({ manage: ["policy"] });
    await stack.up();
    expect(await signInState(stack)).toEqual(usable);
    await stack.destroy();
    expect(await signInState(stack)).toEqual({ required: false, possible: true });
  });
});

describe("while a policy that the stack does not manage requires MFA", () => {
  test("a destroy removes neither the factor nor the sender", async () => {
    const stack = await testStack();
    await stack.set({ manage: ["sender", "messages", "factor"] });
    await stack.up();
    await stack.api("PUT", "/guardian/policies", ["all-applications"]);
    expect(await stack.failingDestroy()).toContain(
      "Failed to turn the phone factor off: the tenant still requires MFA through a policy that this stack does not manage, and there is no other factor",
    );
    expect(await signInState(stack)).toEqual(usable);

    // With another factor users can still sign in, so the phone's may go.
    await stack.api("PUT", "/guardian/factors/otp", { enabled: true });
    await stack.destroy();
    expect(await signInState(stack)).toEqual({ required: true, possible: false });
  });
});

test("parts that leave manage one by one stay unchanged on the tenant, and the remaining part is destroyed", async () => {
  const stack = await testStack({ up: true });
  const before = await stack.sandbox("GET", "/state");
  await stack.calls();
  for (const manage of [
    ["application", "messages", "factor", "policy"],
    ["application", "factor", "policy"],
    ["application", "policy"],
    ["application"],
  ]) {
    await stack.set({ manage });
    await stack.up();
    expect(await stack.preview()).toEqual([]);
  }
  expect(writesIn(await stack.calls())).toEqual([]);
  expect(await stack.sandbox("GET", "/state")).toEqual(before);
  await stack.destroy();
  expect(writesIn(await stack.calls())).toEqual(["DELETE /clients/{id}"]);
  expect(await signInState(stack)).toEqual(usable);
});

test("a part that was no longer managed is adopted again in place", async () => {
  const stack = await testStack({ up: true });
  const { providers } = (await stack.api("GET", "/branding/phone/providers")) as { providers: object[] };
  await stack.set({ manage: ["application", "messages", "factor", "policy"] });
  await stack.up();
  await stack.set({ manage: ["application", "sender", "messages", "factor", "policy"] });
  await stack.up();
  expect(await stack.preview()).toEqual([]);
  expect(await stack.api("GET", "/branding/phone/providers")).toMatchObject({
    providers: providers.map(({ id }: { id?: unknown }) => ({ id })),
  });
  expect(await signInState(stack)).toEqual(usable);
});
