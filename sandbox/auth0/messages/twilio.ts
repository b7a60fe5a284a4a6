import { isObject } from "../json.ts";
import type { Delivery, PhoneMessage } from "../mfa/phoneMessage.ts";
import type { Sender } from "./sender.ts";

/** The transport for the tenant's own calls; the local tenant routes them to its stand-ins. */
export type Outbound = (request: Request) => Promise<Response>;

type TwilioSender = Extract<Sender, { kind: "twilio" }>;

/** Sends through Twilio's API with the tenant's credentials, even if they are wrong. */
export async function sendByTwilio(
  sender: TwilioSender,
  { number, channel }: PhoneMessage,
  text: string,
  outbound: Outbound,
): Promise<Delivery> {
  const account = `https://api.twilio.com/2010-04-01/Accounts/${encodeURIComponent(sender.accountSid)}`;
  const form = new URLSearchParams({ To: number });
  if (sender.service !== undefined && channel === "sms") form.set("MessagingServiceSid", sender.service);
  else if (sender.from !== undefined) form.set("From", sender.from);
  if (channel === "sms") form.set("Body", text);
  else form.set("Twiml", `<Response><Say>${escapeXml(text)}</Say></Response>`);
  const credentials = Buffer.from(`${sender.accountSid}:${sender.authToken}`).toString("base64");
  const response = await outbound(
    new Request(`${account}/${channel === "sms" ? "Messages" : "Calls"}.json`, {
      method: "POST",
      headers: { authorization: `Basic ${credentials}` },
      body: form,
    }),
  );
  return response.ok ? { sent: true, by: "Twilio" } : { sent: false, reason: await twilioReason(response) };
}

async function twilioReason(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => undefined);
  if (!isObject(body)) return `Twilio returned ${response.status}.`;
  return `Twilio error ${String(body["code"])}: ${String(body["message"])}`;
}

const entities: Record<string, string> = {
  "<": "&lt;",
  ">": "&gt;",
  "&": "&amp;",
  '"': "&quot;",
  "'": "&apos;",
};

const escapeXml = (text: string): string => text.replaceAll(/[<>&"']/g, (found) => entities[found] ?? "");
