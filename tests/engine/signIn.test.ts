import { describe, expect, test } from "vitest";
import { testStack } from "../support/stack/testStack.ts";
import { alertOf, headingOf } from "../support/signIn/visitor.ts";
import { authorization, password, redeem, usNumber, fixtureAround } from "../support/tenant/fixture.ts";
import type { Fixture } from "../support/tenant/fixture.ts";

/** Logs in on what the stack made, up to the code's page. */
async function logIn(fixture: Fixture, email: string) {
  const visitor = fixture.visitor();
  const { path, verifier } = authorization(fixture);
  const page = await visitor.submit(await visitor.open(path), { username: email, password });
  return { visitor, page, verifier };
}

describe.each(["unified", "legacy"] as const)("on a %s tenant", (phoneExperience) => {
  test("a switch of sender takes effect at the next sign-in: after `pulumi up`, the SMS is sent by Plivo", async () => {
    const stack = await testStack({ up: true, phoneExperience });
    const { clientId } = await stack.outputs();
    const fixture = await fixtureAround(stack.local.sandbox.describe(), String(clientId));
    const user = await fixture.newUser();

    const first = await logIn(fixture, user.email);
    const challenge = await first.visitor.submit(first.page, { phone: usNumber });
    const sms = await fixture.messages.next(usNumber);
    expect(sms).toMatchObject({
      carrier: "twilio",
      from: fixture.description.twilio.from,
      status: "delivered",
    });
    expect(sms.text).toContain("Please enter this code to verify your enrollment");
    const end = await first.visitor.submit(challenge, { code: sms.code ?? "" });
    expect((await redeem(fixture, end.location, first.verifier)).status).toBe(200);

    await stack.set({ sender: "plivo" });
    await stack.up();
    const second = await logIn(fixture, user.email);
    const next = await fixture.messages.next(usNumber);
    expect(next).toMatchObject({
      carrier: "plivo",
      from: fixture.description.plivo.from,
      status: "delivered",
    });
    const back = await second.visitor.submit(second.page, { code: next.code ?? "" });
    expect((await redeem(fixture, back.location, second.verifier)).status).toBe(200);
  });
});

test("users see what the stack declares: policy, delivery, callback URL and text", async () => {
  const stack = await testStack();
  await stack.set({
    delivery: ["sms", "voice"],
    verificationMessage: "Your code: {{ code }}. Never tell it.",
    mfaPolicy: "never",
  });
  await stack.up();
  const { clientId } = await stack.outputs();
  const fixture = await fixtureAround(stack.local.sandbox.describe(), String(clientId));
  const user = await fixture.newUser();
  const without = await logIn(fixture, user.email);
  expect(without.page.location).toContain("http://localhost:3000/?code=");

  await stack.set({ mfaPolicy: "always" });
  await stack.up();
  const enrolling = await logIn(fixture, user.email);
  expect(enrolling.page.url).toContain("/u/mfa-phone-enrollment");
  const challenge = await enrolling.visitor.submit(enrolling.page, { phone: usNumber, type: "voice" });
  const call = await fixture.messages.next(usNumber);
  expect(call.channel).toBe("voice");
  await enrolling.visitor.submit(challenge, { code: call.code ?? "" });

  await stack.set({ delivery: ["sms"] });
  await stack.up();
  const again = await logIn(fixture, user.email);
  expect(headingOf(again.page)).toBe("Verify Your Identity");
  const sms = await fixture.messages.next(usNumber);
  expect(sms.text).toBe(`Your code: ${sms.code ?? ""}. Never tell it.`);

  await stack.set({ callbackUrls: ["https://app.example.com"] });
  await stack.up();
  const refused = await fixture.visitor().open(authorization(fixture).path);
  expect([refused.status, alertOf(refused)]).toEqual([
    403,
    "The provided redirect_uri is not in the list of allowed callback URLs.",
  ]);
});
