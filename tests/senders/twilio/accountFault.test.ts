import { describe, expect, test } from "vitest";
import { twilioFault } from "../../../senders/twilio/accountFault.ts";
import { CallFailure } from "../../../tenant/http/CallFailure.ts";
import { FakeTransport, json } from "../../support/http/fakeTransport.ts";

const sid = `MG${"a".repeat(32)}`;
const authToken = "token-nobody-may-see";

type Lists = Readonly<Record<string, [number, object]>>;

/** The senders of a service without any. */
const none: Lists = {
  PhoneNumbers: [200, { phone_numbers: [] }],
  ShortCodes: [200, { short_codes: [] }],
  AlphaSenders: [200, { alpha_senders: [] }],
  DestinationAlphaSenders: [200, { alpha_senders: [] }],
  ChannelSenders: [200, { senders: [] }],
};

/** What is wrong with an existing Messaging Service whose senders these are. */
function faultOf(lists: Lists) {
  const transport = new FakeTransport(({ path }) => {
    const [list = ""] = (path.split("/").at(-1) ?? "").split("?");
    const [status, body] = lists[list] ?? [404, { code: 20404 }];
    return json(body, status);
  });
  const sender = { kind: "twilio", accountSid: "AC1", authToken, messagingServiceSid: sid } as const;
  return twilioFault({ sender, delivery: ["sms"], domain: "tenant.eu.auth0.com", stack: "dev", transport });
}

describe("an existing Messaging Service", () => {
  const capable = { phone_numbers: [{ capabilities: ["SMS"] }] };

  test.each<[string, Lists]>([
    ["a number", { ...none, PhoneNumbers: [200, capable] }],
    ["a short code", { ...none, ShortCodes: [200, { short_codes: [{ short_code: "72345" }] }] }],
    [
      "an alphanumeric sender ID",
      { ...none, AlphaSenders: [200, { alpha_senders: [{ alpha_sender: "ACME" }] }] },
    ],
    ["an RCS sender", { ...none, ChannelSenders: [200, { senders: [{ sender: "rcs:acme" }] }] }],
    ["senders of a kind that can't be read", { ...none, ShortCodes: [403, {}] }],
  ])("can send with %s", async (_, lists) => {
    expect(await faultOf(lists)).toBeUndefined();
  });

  test("is a fault if the account does not have it, with a fix", async () => {
    expect(await faultOf({})).toBe(
      `Twilio account AC1 can't send as this stack declares: twilioMessagingServiceSid (${sid}) does not belong to the account. ` +
        "Fix: pulumi config set twilioMessagingServiceSid MG… --stack dev, with one that Twilio's console lists (Messaging, Services).",
    );
  });

  test.each<[string, Lists]>([
    ["it has none", none],
    [
      "it has a number that can only call",
      { ...none, PhoneNumbers: [200, { phone_numbers: [{ capabilities: ["Voice"] }] }] },
    ],
    [
      "it has a WhatsApp sender",
      { ...none, ChannelSenders: [200, { senders: [{ sender: "whatsapp:+15005550006" }] }] },
    ],
  ])("is a fault if it has no sender ID for text messages: %s", async (_, lists) => {
    expect(await faultOf(lists)).toMatch(
      /: twilioMessagingServiceSid \(MGa{32}\) has no sender ID for text messages\. Fix: add a number to it in Twilio's console/,
    );
  });

  test.each([
    [401, "credentials"],
    [429, "rate-limit"],
    [503, "server"],
  ])("that can't be read (%d) is a failure, without the token", async (status, kind) => {
    const failure: unknown = await faultOf({ ...none, PhoneNumbers: [status, { message: authToken }] }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(CallFailure);
    expect(failure).toMatchObject({ kind });
    expect(String(failure)).not.toContain(authToken);
  });
});
