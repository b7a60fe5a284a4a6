import { expect, test } from "vitest";
import { representatives } from "../scenarios/cases.ts";
import { experiences, liveWithService } from "../scenarios/messagingService.ts";
import { refusedNumbers, refuseNumber } from "../scenarios/refusedNumbers.ts";
import { mfaCall, mfaToken, newProgram } from "../support/signIn/program.ts";
import { testStack } from "../support/stack/testStack.ts";
import {
  account,
  forSale,
  mfaWrites,
  numbersOf,
  origin,
  second,
  stackWithTwoNumbers,
} from "../support/stack/twilioAccount.ts";
import { addExistingService, existingService } from "../support/tenant/messagingService.ts";
import { usNumber, fixtureAround } from "../support/tenant/fixture.ts";

test.each(representatives(experiences))(
  "the stack's own Messaging Service, from up to destroy: $name",
  liveWithService,
);
test.each(representatives(refusedNumbers))("is rejected in the preview: $name", refuseNumber);

test("a service whose sender leaves manage is no longer managed either", async () => {
  const { stack, from } = await stackWithTwoNumbers();
  await stack.set({ twilioFrom: "", twilioMessaging: { service: true, numbers: [from] } });
  await stack.up();
  const [service] = (await account(stack)).messagingServices;
  await stack.set({ manage: ["application", "messages", "factor", "policy"] });
  await stack.up();
  expect(await origin(stack, "unified")).toBe(service?.sid);
  expect((await account(stack)).messagingServices).toEqual([service]);
});

test("a code is sent from the service's number", async () => {
  const { stack } = await stackWithTwoNumbers();
  await stack.set({ twilioFrom: "", twilioMessaging: { service: true, numbers: [second] } });
  await stack.up();
  const { clientId } = (await stack.outputs()) as { clientId: string };
  const fixture = await fixtureAround(stack.local.sandbox.describe(), clientId);
  const program = await newProgram(fixture);
  const { email } = await fixture.newUser();
  const token = await mfaToken(fixture, program, email);
  const { status } = await mfaCall(fixture, token, "associate", {
    authenticator_types: ["oob"],
    oob_channels: ["sms"],
    phone_number: usNumber,
  });
  expect(status).toBe(200);
  expect(await stack.sandbox("GET", "/messages")).toMatchObject([
    { from: second, to: usNumber, status: "delivered" },
  ]);
});

test("a listed number is bought once, with a warning, and never released", async () => {
  const { stack, from } = await stackWithTwoNumbers();
  await stack.set({ twilioFrom: "", twilioMessaging: { service: true, buyNumbers: [forSale] } });
  const preview = await stack.local.pulumi(["preview"]);
  expect(preview.stdout + preview.stderr).toMatch(/\+14155201001 will be bought .*costs money each month/);
  expect(await numbersOf(stack)).toEqual([from, second]);

  await stack.up();
  expect(await numbersOf(stack)).toEqual([from, second, forSale]);
  expect((await account(stack)).messagingServices).toMatchObject([{ numbers: [forSale] }]);
  expect(await stack.preview()).toEqual([]);
  await stack.refresh();
  expect(await stack.preview()).toEqual([]);
  const again = await stack.local.pulumi(["preview"]);
  expect(again.stdout + again.stderr).not.toContain("will be bought");

  await stack.set({ twilioMessaging: { service: true, numbers: [forSale] } });
  await stack.up();
  expect(await numbersOf(stack)).toEqual([from, second, forSale]);
  expect((await account(stack)).messagingServices).toMatchObject([{ numbers: [forSale] }]);
  expect(await stack.preview()).toEqual([]);
});

test("the state never contains Twilio's token in plaintext", async () => {
  const { stack, from } = await stackWithTwoNumbers();
  await stack.set({ twilioFrom: "", twilioMessaging: { service: true, numbers: [from] } });
  await stack.up();
  const { stdout } = await stack.local.pulumi(["stack", "export"]);
  expect(stdout).toContain("pulumi:providers:twilio");
  expect(stdout).not.toContain(stack.local.sandbox.describe().twilio.authToken);
});

test("a bought number is kept by a destroy", async () => {
  const { stack, from } = await stackWithTwoNumbers();
  await stack.set({
    twilioFrom: "",
    twilioMessaging: { service: true, numbers: [from], buyNumbers: [forSale] },
  });
  await stack.up();
  await stack.destroy();
  expect(await numbersOf(stack)).toEqual([from, second, forSale]);
  expect((await account(stack)).messagingServices).toEqual([]);
});

test("users can sign in at every moment of a failing switch", async () => {
  const { stack, from } = await stackWithTwoNumbers();
  await stack.up();
  await stack.calls();
  // The number is another service's: it can't be attached, so the service would have none.
  await stack.sandbox("PATCH", "/carriers/twilio", {
    messagingServices: [{ sid: `MG${"0".repeat(32)}`, numbers: [second] }],
  });
  await stack.set({ twilioFrom: "", twilioMessaging: { service: true, numbers: [second] } });
  expect(await stack.failingUp()).toContain("associated with another Messaging Service");
  expect(await origin(stack, "unified")).toBe(from);
  expect(mfaWrites(await stack.calls())).toEqual([]);
});

test("messages are sent by an existing Messaging Service", async () => {
  const stack = await testStack();
  const description = stack.local.sandbox.describe();
  await addExistingService(description, { numbers: [description.twilio.from] });
  await stack.set({ twilioFrom: "", twilioMessagingServiceSid: existingService });
  await stack.up();
  expect(await origin(stack, "unified")).toBe(existingService);
  expect(await stack.preview()).toEqual([]);
});
