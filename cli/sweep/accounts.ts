import type { Operation } from "./operations.ts";
import type { Accounts } from "./oracle.ts";
import type { Stage } from "./Stage.ts";

/** The accounts that messages leave by, and the token that the operation gives the sender. */
export async function accountsOf(
  stage: Stage,
  operation: Operation,
): Promise<{ known: Accounts; secrets: Record<string, string> }> {
  const { twilio, plivo } = stage.sandbox.describe();
  const twilioTokens = [twilio.authToken];
  const plivoTokens = [plivo.authToken];
  const secrets: Record<string, string> = {};
  if (operation.newToken) {
    const isTwilio = stage.world.sender === "twilio";
    const token = isTwilio ? await secondToken(twilio) : "0".repeat(32);
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

/** As who rotates a token makes one at Twilio: both work. */
async function secondToken(twilio: { url: string; accountSid: string; authToken: string }): Promise<string> {
  const response = await fetch(`${twilio.url}/v1/AuthTokens/Secondary`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${twilio.accountSid}:${twilio.authToken}`).toString("base64")}`,
    },
  });
  return ((await response.json()) as { secondary_auth_token: string }).secondary_auth_token;
}
