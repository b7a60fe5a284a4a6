import { z } from "zod";
import { isE164 } from "../../mfa/phoneNumbers.ts";
import type { LocalCarrier, LocalCarriers, StackFile } from "../SenderInCommands.ts";
import { isMessagingServiceSid } from "./identifiers.ts";

export const localTwilio: LocalCarrier = {
  insteadOfNumber: ["twilioMessagingServiceSid", "twilioMessaging"],
  accountOf: ({ twilio: { accountSid: id, authToken: token, from } }) => ({ id, token, from }),
  secondToken: secondTwilioToken,
  holding: ({ twilio: { from } }, files) => ({
    numbers: [...new Set([from, ...files.flatMap(numbersIn)])].map((phoneNumber) => ({
      phoneNumber,
      sms: true,
      voice: true,
    })),
    messagingServices: [...new Set(files.flatMap(servicesIn))].map((sid) => ({ sid, numbers: [from] })),
  }),
};

const answer = z.object({ secondary_auth_token: z.string() });

/** Both tokens work, as Twilio's do until the second is promoted. */
export async function secondTwilioToken({ twilio }: Pick<LocalCarriers, "twilio">): Promise<string> {
  const { url, accountSid, authToken } = twilio;
  const response = await fetch(`${url}/v1/AuthTokens/Secondary`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}` },
  });
  return answer.parse(await response.json()).secondary_auth_token;
}

function numbersIn(file: StackFile): string[] {
  const messaging = file["twilioMessaging"] as { numbers?: unknown } | undefined;
  return [file["twilioFrom"], messaging?.numbers ?? []]
    .flat()
    .filter((number): number is string => typeof number === "string" && isE164(number));
}

function servicesIn(file: StackFile): string[] {
  const sid = file["twilioMessagingServiceSid"];
  return typeof sid === "string" && isMessagingServiceSid(sid) ? [sid] : [];
}
