import { sandboxApi } from "../../../commands/local/localTenant.ts";
import type { SandboxDescription } from "../../../sandbox/description.ts";

export const existingService = `MG${"0".repeat(32)}`;

/** Gives the local tenant's Twilio account a Messaging Service with these senders. */
export async function addExistingService(
  description: Pick<SandboxDescription, "auth0">,
  senders: { numbers: readonly string[] },
): Promise<void> {
  await sandboxApi(description)("PATCH", "/carriers/twilio", {
    messagingServices: [{ sid: existingService, ...senders }],
  });
}
