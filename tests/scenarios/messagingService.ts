import { expect } from "vitest";
import { describeCall, writesIn } from "../support/stack/testStack.ts";
import {
  account,
  mfaWrites,
  numbersOf,
  origin,
  second,
  stackWithTwoNumbers,
} from "../support/stack/twilioAccount.ts";
import type { Case } from "./cases.ts";

interface Experience extends Case {
  experience: "unified" | "legacy";
}

export const experiences: readonly Experience[] = [
  { name: "unified", experience: "unified", standsFor: "the stack's own Messaging Service" },
  { name: "legacy", experience: "legacy" },
];

/** Up, no change, refresh, another number, from number to service and back, destroy. */
export async function liveWithService({ experience }: Experience): Promise<void> {
  const { stack, from } = await stackWithTwoNumbers({ phoneExperience: experience });
  await stack.set({ twilioFrom: "", twilioMessaging: { service: true, numbers: [from] } });
  await stack.up();
  const [service] = (await account(stack)).messagingServices;
  expect(service).toMatchObject({
    numbers: [from],
    parameters: { FriendlyName: "Twilio MFA Test (dev)" },
  });
  expect(await origin(stack, experience)).toBe(service?.sid);
  const writes = mfaWrites(await stack.calls());
  expect(writes.indexOf("PUT /guardian/policies")).toBeGreaterThan(
    writes.indexOf("PUT /guardian/factors/phone/message-types"),
  );

  expect(await stack.preview()).toEqual([]);
  await stack.refresh();
  expect(await stack.preview()).toEqual([]);
  expect(writesIn(await stack.calls())).toEqual([]);

  await stack.set({ twilioMessaging: { service: true, numbers: [from, second] } });
  expect((await stack.preview()).map(({ op, resource }) => `${op} ${resource}`)).toEqual([
    `create MessagingPhoneNumber ${second}`,
  ]);
  await stack.up();
  expect((await account(stack)).messagingServices).toMatchObject([{ numbers: [from, second] }]);
  expect(writesIn(await stack.calls())).toEqual([]);

  await stack.set({ twilioFrom: from, twilioMessaging: {} });
  await stack.up();
  expect(await origin(stack, experience)).toBe(from);
  expect((await account(stack)).messagingServices).toEqual([]);
  const calls = (await stack.calls()).map(describeCall);
  expect(calls.filter((call) => call.startsWith("DELETE"))).toEqual([]);
  expect(calls).not.toContain("PUT /guardian/policies");
  expect(await stack.preview()).toEqual([]);

  await stack.set({ twilioFrom: "", twilioMessaging: { service: true, numbers: [second] } });
  await stack.up();
  expect(await origin(stack, experience)).toBe((await account(stack)).messagingServices[0]?.sid);
  expect(await stack.preview()).toEqual([]);
  const back = mfaWrites(await stack.calls());
  if (experience === "unified") expect(back).toEqual(["PATCH /branding/phone/providers/{id}"]);
  else expect(back).not.toContain("PUT /guardian/policies");

  await stack.destroy();
  expect(mfaWrites(await stack.calls())[0]).toBe("PUT /guardian/policies");
  expect((await account(stack)).messagingServices).toEqual([]);
  expect(await numbersOf(stack)).toEqual([from, second]);
}
