import { expect, test } from "vitest";
import { secondTwilioToken } from "../../senders/twilio/local.ts";
import { representatives } from "../scenarios/cases.ts";
import { putBack, refusedCalls } from "../scenarios/refusedAdoption.ts";
import { newAdoptable } from "../support/stack/adoptable.ts";

test.each(representatives(refusedCalls))(
  "a rejected adoption is rolled back, and succeeds the next time: $name",
  putBack,
);

test("an unreadable token is requested; once it is set, the stack adopts the tenant, and the token stays secret", async () => {
  const { stack, adopt, kept } = await newAdoptable();
  const { authToken } = stack.local.sandbox.describe().twilio;
  await stack.local.pulumi(["config", "rm", "twilio:authToken"]);
  const before = await kept();
  const first = await adopt("--yes");
  expect(first.code).toBe(2);
  expect(first.text).toContain("npm run pulumi -- config set --secret twilio:authToken --stack dev");
  expect(await kept()).toEqual(before);

  await stack.local.configure({}, { "twilio:authToken": authToken });
  const second = await adopt("--yes");
  expect(second.code, second.text).toBe(0);
  expect(await stack.preview()).toEqual([]);
  expect(second.text).not.toContain(authToken);
  expect((await kept()).join()).not.toContain(authToken);

  // The state knows it, so changing it is a change.
  const newToken = await secondTwilioToken(stack.local.sandbox.describe());
  await stack.local.configure({}, { "twilio:authToken": newToken });
  expect(await stack.preview()).toEqual([
    { op: "update", resource: "PhoneProvider sender", properties: ["credentials.authToken"] },
    // The record of which token has arrived.
    expect.objectContaining({ op: "update", resource: "Stash sender-credentials" }),
  ]);
});
