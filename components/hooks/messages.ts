import * as pulumi from "@pulumi/pulumi";
import { obstaclesTo } from "../../mfa/MfaState.ts";
import type { Settings } from "../../settings/settings.ts";
import { callManagementApi, CallRefused } from "./managementApi.ts";
import { readFactors, readSender } from "./mfaState.ts";
import type { Call } from "./stackAccess.ts";

/**
 * Stops a stack that requires MFA while the sender or the phone factor is somebody else's and is not there: no code
 * could come. What the stack declares itself is in place before the policy, so nothing is asked then.
 *
 * @throws pulumi.RunError in preview already.
 */
export async function assertMessagesCanLeave(settings: Settings): Promise<void> {
  const { mfaPolicy } = settings;
  if (mfaPolicy === undefined || mfaPolicy === "never") return;
  try {
    const missing = await missingParts(settings);
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

/** What of the tenant a code would need, of the parts that are somebody else's. */
async function missingParts({
  auth0,
  phoneExperience,
  mfaPolicy,
  sender,
  factor,
}: Settings): Promise<string[]> {
  const call: Call = (method, path, body) => callManagementApi(auth0, method, path, body);
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
