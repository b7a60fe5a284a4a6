import type { TestStack } from "./testStack.ts";

/**
 * Sets up on the stack's tenant, as somebody does by hand, what sends by Twilio, and turns the phone factor
 * on.
 */
export async function setUpPhoneByHand(stack: TestStack): Promise<void> {
  const { twilio } = stack.local.sandbox.describe();
  await stack.api("POST", "/branding/phone/providers", {
    name: "twilio",
    configuration: { sid: twilio.accountSid, default_from: twilio.from, delivery_methods: ["text"] },
    credentials: { auth_token: twilio.authToken },
  });
  await stack.api("PUT", "/guardian/factors/sms", { enabled: true });
}
