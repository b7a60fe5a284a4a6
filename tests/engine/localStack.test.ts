import { expect, test } from "vitest";
import { projectCopy } from "../support/rehearsal/projectCopy.ts";
import { devStack } from "../support/rehearsal/rehearsed.ts";
import { testStack } from "../support/stack/testStack.ts";
import { origin } from "../support/stack/twilioAccount.ts";
import { existingService } from "../support/tenant/messagingService.ts";

test("a stack file that relies on what its own tenant and account have runs on a local tenant", async () => {
  const own = [
    "mfaPolicy: always",
    "existingClientId: abcdefghijklmnopqrstuvwxyz012345",
    "manageUrls: true",
    `twilioMessagingServiceSid: ${existingService}`,
  ];
  const line = devStack(
    "auth0-phone-mfa:mfaPolicy: always",
    own.map((one) => `auth0-phone-mfa:${one}`).join("\n  "),
  );
  const stack = await testStack({ project: await projectCopy([], [line]) });
  await stack.up();
  expect(await origin(stack, "unified")).toBe(existingService);
  const { clientId } = (await stack.outputs()) as { clientId: string };
  expect(await stack.api("GET", `/clients/${clientId}`)).toMatchObject({
    callbacks: ["http://localhost:3000"],
  });
});
