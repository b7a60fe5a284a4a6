import { expect, test } from "vitest";
import { readServiceSenders } from "../../../senders/twilio/service.ts";
import { CallFailure } from "../../../tenant/http/CallFailure.ts";
import { FakeTransport, json } from "../../support/http/fakeTransport.ts";

/** The senders of a service with these lists; other lists do not exist. */
function read(answers: Readonly<Record<string, Response>>) {
  const transport = new FakeTransport(({ path }) => {
    const [list = ""] = (path.split("/").at(-1) ?? "").split("?");
    return answers[list] ?? json({ code: 20404 }, 404);
  });
  const caller = { carrier: "Twilio" as const, user: "AC1", password: "x", transport };
  return readServiceSenders(caller, "https://messaging.example", "MG1");
}

const numbers = (...capabilities: string[][]) =>
  json({ phone_numbers: capabilities.map((one) => ({ capabilities: one })) });
const alpha = (...names: string[]) =>
  json({ alpha_senders: names.map((alpha_sender) => ({ alpha_sender })) });

test("counts numbers that can send texts, short codes, alphanumeric and RCS sender IDs, each once", async () => {
  const found = await read({
    PhoneNumbers: numbers(["SMS", "Voice"], ["Voice"], ["sms"], ["MMS"], []),
    ShortCodes: json({ short_codes: [{ short_code: "72345" }] }),
    AlphaSenders: alpha("ACME"),
    DestinationAlphaSenders: alpha("ACME", "ACME DE"),
    ChannelSenders: json({
      senders: [{ sender: "rcs:acme_agent" }, { sender: "whatsapp:+15005550006" }, {}],
    }),
  });
  expect(found).toEqual({ numbers: 2, shortCodes: 1, alphanumeric: 2, rcs: 1, unread: [] });
});

test("omits kinds that the account may not use, with the reason", async () => {
  const { unread, ...counts } = await read({
    PhoneNumbers: numbers(),
    ShortCodes: json({}, 403),
    AlphaSenders: json({ nothing: true }),
    ChannelSenders: json({}, 401),
  });
  expect(counts).toEqual({ numbers: 0, shortCodes: 0, alphanumeric: 0, rcs: 0 });
  expect(unread.map(({ kind }) => kind)).toEqual(["credentials", "credentials", "unexpected", "missing"]);
});

test("a service that does not exist is a failure", async () => {
  await expect(read({})).rejects.toThrow(CallFailure);
});
