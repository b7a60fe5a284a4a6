import { z } from "zod";
import type { SandboxDescription } from "../sandbox/index.ts";

const answer = z.object({ secondary_auth_token: z.string() });

/** Makes a second token of the local Twilio account, as who replaces one does: both work. */
export async function secondTwilioToken({ twilio }: Pick<SandboxDescription, "twilio">): Promise<string> {
  const { url, accountSid, authToken } = twilio;
  const response = await fetch(`${url}/v1/AuthTokens/Secondary`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}` },
  });
  return answer.parse(await response.json()).secondary_auth_token;
}
