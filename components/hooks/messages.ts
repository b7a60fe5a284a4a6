import * as pulumi from "@pulumi/pulumi";
import { obstaclesTo } from "../../mfa/MfaState.ts";
import type { Settings } from "../../settings/settings.ts";
import type { ManagementApi } from "../../tenant/api/ManagementApi.ts";
import { readFactors, readSender } from "./mfaState.ts";
import type { Call } from "./stackAccess.ts";
import { callsOf, reasonOf, Refused } from "./stackAccess.ts";

/**
 * Stops a stack that requires MFA while the sender or the phone factor is somebody else's and is not there: no code
 * could come. What the stack declares itself is in place before the policy, so nothing is asked then.
 *
 * @throws pulumi.RunError in preview already.
 */
export async function assertMessagesCanLeave(settings: Settings, api: ManagementApi): Promise<void> {
  const { mfaPolicy } = settings;
  if (mfaPolicy === undefined || mfaPolicy === "never") return;
  try {
    const missing = await missingParts(settings, callsOf(api, "look at the parts that others manage"));
    if (missing.length === 0) return;
    throw new Refused(`users could not sign in, since ${missing.join(" and ")}`);
  } catch (error) {
    throw new pulumi.RunError(
      `Failed to declare mfaPolicy ${mfaPolicy}, with manage leaving out the sender or the factor: ${reasonOf(error)} ` +
        "Nothing was changed. Mend: add the part to manage, or pulumi config set mfaPolicy never",
    );
  }
}

/** What of the tenant a code would need, of the parts that are somebody else's. */
async function missingParts(
  { phoneExperience, mfaPolicy, sender, factor }: Settings,
  call: Call,
): Promise<string[]> {
  const obstacles = obstaclesTo({
    policy: mfaPolicy,
    factors: factor ? {} : await readFactors(call),
    deliveryMethods: undefined,
    sender: sender ? undefined : await readSender(call, phoneExperience),
  });
  return obstacles.map(({ cause }) =>
    cause === "factor-off"
      ? "the phone factor is off (manage: factor)"
      : "nothing sends its messages (manage: sender)",
  );
}
