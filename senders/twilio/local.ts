import { z } from "zod";
import { heldNumbers, numbersAmong } from "../heldNumbers.ts";
import type { LocalCarrier, LocalCarriers, StackFile } from "../SenderInCommands.ts";
import { isMessagingServiceSid } from "./identifiers.ts";

export const localTwilio: LocalCarrier = {
  insteadOfNumber: ["twilioMessagingServiceSid", "twilioMessaging"],
  accountOf: ({ twilio: { accountSid: id, authToken: token, from } }) => ({ id, token, from }),
  secondToken: secondTwilioToken,
  named: (file) => [...numbersIn(file), ...servicesIn(file)],
  holding: ({ twilio: { from } }, files) => ({
    numbers: heldNumbers([from, ...files.flatMap(numbersIn)]),
    messagingServices: [...new Set(files.flatMap(servicesIn))].map((sid) => ({ sid, numbers: [from] })),
  }),
};

const answer = z.object({ secondary_auth_token: z.string() });

/** Both tokens work, as at Twilio until the second one is promoted. */
export async function secondTwilioToken({ twilio }: Pick<LocalCarriers, "twilio">): Promise<string> {
  const { url, accountSid, authToken } = twilio;
  const response = await fetch(`${url}/v1/AuthTokens/Secondary`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}` },
  });
  return answer.parse(await response.json()).secondary_auth_token;
}

function numbersIn(file: StackFile): string[] {
  const messaging = file["twilioMessaging"] as { numbers?: unknown } | null | undefined;
  return numbersAmong([file["twilioFrom"], messaging?.numbers].flat());
}

function servicesIn(file: StackFile): string[] {
  const sid = file["twilioMessagingServiceSid"];
  return typeof sid === "string" && isMessagingServiceSid(sid) ? [sid] : [];
}
