import { secondTwilioToken } from "../../commands/secondTwilioToken.ts";
import { setUpByHand } from "./byHand.ts";
import type { Operation } from "./operations.ts";
import type { Accounts } from "./mfaState.ts";
import type { Stage } from "./Stage.ts";

/**
 * Prepares the accounts that messages leave by: makes the token that the operation gives the sender, and sets up by hand what it takes
 * over.
 */
export async function prepareAccounts(
  stage: Stage,
  operation: Operation,
): Promise<{ known: Accounts; secrets: Record<string, string> }> {
  const { twilio, plivo } = stage.sandbox.describe();
  const twilioTokens = [twilio.authToken];
  const plivoTokens = [plivo.authToken];
  const secrets: Record<string, string> = {};
  if (operation.byHand) {
    const token = await secondTwilioToken({ twilio });
    twilioTokens.push(token);
    await setUpByHand(stage.sandbox, stage.world.phoneExperience, token);
  }
  if (operation.newToken) {
    const isTwilio = stage.world.sender === "twilio";
    const token = isTwilio ? await secondTwilioToken({ twilio }) : "0".repeat(32);
    (isTwilio ? twilioTokens : plivoTokens).push(token);
    secrets[`${stage.world.sender}:authToken`] = token;
  }
  const known = {
    twilio: { accountSid: twilio.accountSid, tokens: twilioTokens },
    plivo: { authId: plivo.authId, tokens: plivoTokens, from: plivo.from },
    urls: ["http://localhost:3000"],
  };
  return { known, secrets };
}
