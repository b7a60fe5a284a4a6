import { managementApi } from "../../commands/local/localTenant.ts";
import { sendersInCommands } from "../../senders/commands.ts";
import { senderNames, senders } from "../../senders/index.ts";
import type { SenderName } from "../../senders/index.ts";
import { secondTwilioToken } from "../../senders/twilio/local.ts";
import { setUpByHand } from "./byHand.ts";
import { applicationUrls } from "./operations.ts";
import type { Operation } from "./operations.ts";
import { bindMfaAction } from "./unrelated.ts";
import type { Accounts } from "./mfaState.ts";
import type { SweepStack } from "./SweepStack.ts";

/**
 * Prepares the sender accounts: creates the token that the operation gives to the sender, and sets up by hand
 * what it adopts or encounters.
 */
export async function prepareAccounts(
  stack: SweepStack,
  operation: Operation,
): Promise<{ known: Accounts; secrets: Record<string, string> }> {
  const description = stack.sandbox.describe();
  const { secondToken } = sendersInCommands[stack.variant.sender].local;
  const secrets: Record<string, string> = {};
  const carriers = Object.fromEntries(
    senderNames.map((name) => {
      const { id, token, from } = sendersInCommands[name].local.accountOf(description);
      return [name, { id, tokens: [token], from }];
    }),
  ) as Record<SenderName, { id: string; tokens: string[]; from: string }>;
  if (operation.byHand) {
    const token = await secondTwilioToken(description);
    carriers.twilio.tokens.push(token);
    await setUpByHand(stack.sandbox, stack.variant.phoneExperience, token);
  }
  if (operation.mfaAction) await bindMfaAction(stack.sandbox);
  if (operation.newToken) {
    const token = await secondToken(description);
    carriers[stack.variant.sender].tokens.push(token);
    secrets[senders[stack.variant.sender].account.token] = token;
  }
  if (operation.newSecret) {
    const { clientId } = description.auth0;
    const rotated = await managementApi(description)("POST", `/clients/${clientId}/rotate-secret`);
    const { client_secret: secret } = rotated as { client_secret: string };
    Object.assign(secrets, { "auth0:clientId": clientId, "auth0:clientSecret": secret });
  }
  return { known: { carriers, urls: applicationUrls }, secrets };
}
