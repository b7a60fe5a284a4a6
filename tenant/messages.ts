import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../settings/settings.ts";
import { callManagementApi, CallRefused } from "./managementApi.ts";

/**
 * Stops a stack that requires MFA while the sender or the phone factor is somebody else's and is not there: no code
 * could come. What the stack declares itself is in place before the policy, so nothing is asked then.
 *
 * @throws pulumi.RunError in preview already.
 */
export async function assertMessagesCanLeave(settings: Settings): Promise<void> {
  const { mfaPolicy, sender, factor } = settings;
  if (mfaPolicy === undefined || mfaPolicy === "never" || (sender && factor)) return;
  try {
    const missing = [
      ...(factor || (await isFactorOn(settings)) ? [] : ["the phone factor is off (manage: factor)"]),
      ...(sender || (await hasSender(settings)) ? [] : ["nothing sends its messages (manage: sender)"]),
    ];
    if (missing.length === 0) return;
    throw new CallRefused(`users could not sign in, since ${missing.join(" and ")}`);
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    throw new pulumi.RunError(
      `Failed to declare mfaPolicy ${mfaPolicy}, with manage leaving out the sender or the factor: ${error.message}; ` +
        "nothing was changed. Mend: add the part to manage, or pulumi config set mfaPolicy never",
    );
  }
}

async function isFactorOn({ auth0 }: Settings): Promise<boolean> {
  const factors = (await callManagementApi(auth0, "GET", "/guardian/factors")) as Factor[];
  return factors.some(({ name, enabled }) => name === "sms" && enabled);
}

interface Factor {
  name: string;
  enabled: boolean;
}

async function hasSender({ auth0, phoneExperience }: Settings): Promise<boolean> {
  if (phoneExperience === "unified") {
    const { providers = [] } = (await callManagementApi(auth0, "GET", "/branding/phone/providers")) as {
      providers?: { disabled?: boolean }[];
    };
    return providers.some(({ disabled }) => disabled !== true);
  }
  const path = "/guardian/factors/phone/selected-provider";
  const { provider } = (await callManagementApi(auth0, "GET", path)) as { provider?: string };
  return provider !== undefined && provider !== "";
}
