import type { SandboxDescription } from "../../sandbox/index.ts";

/** Makes a second Auth Token of the sandbox's Twilio account, as who rotates one does: both work. */
export async function secondaryToken({ twilio }: SandboxDescription): Promise<string> {
  const { url, accountSid, authToken } = twilio;
  const response = await fetch(`${url}/v1/AuthTokens/Secondary`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}` },
  });
  return ((await response.json()) as { secondary_auth_token: string }).secondary_auth_token;
}
