import { phoneFactor } from "../../mfa/factors.ts";
import { policyToWire } from "../../mfa/policies.ts";
import type { Sandbox } from "../../sandbox/index.ts";
import { managementApi } from "../../commands/local/localTenant.ts";
import type { Variant } from "./variants.ts";

/**
 * Sets up phone MFA as the guides do, with Twilio and one of its tokens, for a stack that does not know about
 * it.
 */
export async function setUpByHand(
  sandbox: Pick<Sandbox, "describe">,
  phoneExperience: Variant["phoneExperience"],
  token: string,
): Promise<void> {
  const api = managementApi(sandbox.describe());
  const { accountSid: sid, from } = sandbox.describe().twilio;
  if (phoneExperience === "unified") {
    await api("POST", "/branding/phone/providers", {
      name: "twilio",
      configuration: { sid, default_from: from, delivery_methods: ["text"] },
      credentials: { auth_token: token },
    });
  } else {
    await api("PUT", "/guardian/factors/sms/providers/twilio", { sid, from, auth_token: token });
    await api("PUT", "/guardian/factors/phone/selected-provider", { provider: "twilio" });
  }
  await api("PUT", "/guardian/factors/phone/message-types", { message_types: ["sms"] });
  await api("PUT", `/guardian/factors/${phoneFactor}`, { enabled: true });
  await api("PUT", "/guardian/policies", [policyToWire("always")]);
}
