import * as pulumi from "@pulumi/pulumi";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { attachableNumbers } from "../../../senders/twilio/attachableNumbers.ts";
import { findNumbers } from "../../../senders/twilio/numbers.ts";
import type { TwilioSettings } from "../../../senders/twilio/settings.ts";
import { FakeTransport, json } from "../../support/http/fakeTransport.ts";

const own = "+15005550006";
const other = "+14155552671";
const authToken = "token-nobody-may-see";
const account = { kind: "twilio", accountSid: "AC1", authToken } as const;
const byNumber: TwilioSettings = { ...account, from: own };
const byService = (messaging: Partial<NonNullable<TwilioSettings["messaging"]>>): TwilioSettings => ({
  ...account,
  messaging: { numbers: [], buyNumbers: [], ...messaging },
});

type Number = { phoneNumber: string; sms?: boolean; voice?: boolean };

const page = (numbers: readonly Number[], next?: string) => ({
  incoming_phone_numbers: numbers.map(({ phoneNumber, sms = true, voice = true }) => ({
    sid: `PN${phoneNumber}`,
    phone_number: phoneNumber,
    capabilities: { sms, voice },
  })),
  ...(next !== undefined && { next_page_uri: next }),
});

/** A look-up on an account that has these numbers. */
const lookUp = (
  sender: TwilioSettings,
  numbers: readonly Number[],
  delivery: ("sms" | "voice")[] = ["sms"],
) => ({
  sender,
  delivery,
  domain: "tenant.eu.auth0.com",
  stack: "dev",
  transport: new FakeTransport(() => json(page(numbers))),
});

describe("the number that messages are sent from", () => {
  test("is valid if it belongs to the account and has the required capabilities", async () => {
    const both = lookUp(byNumber, [{ phoneNumber: own }], ["sms", "voice"]);
    expect((await findNumbers(both)).fault).toBeUndefined();
  });

  test.each<[string, TwilioSettings, Number[], ("sms" | "voice")[], RegExp]>([
    [
      "another's",
      byNumber,
      [{ phoneNumber: other }],
      ["sms"],
      /twilioFrom \(\+15005550006\) does not belong to the account\. This number of the account can send SMS: \+14155552671\./,
    ],
    [
      "without SMS",
      byNumber,
      [{ phoneNumber: own, sms: false }],
      ["sms"],
      /can't send SMS\. No number of the account can send SMS/,
    ],
    [
      "without voice",
      byNumber,
      [{ phoneNumber: own, voice: false }, { phoneNumber: other }],
      ["sms", "voice"],
      /can't call\. .* can send SMS and call: \+14155552671/,
    ],
    [
      "another's, of an account with many",
      byNumber,
      Array.from({ length: 7 }, (_, index) => ({ phoneNumber: `+1415555000${index}` })),
      ["sms"],
      /: \+14155550000, \+14155550001, \+14155550002, \+14155550003, \+14155550004 and 2 more\. Fix: set twilioFrom to one of them\.$/,
    ],
    [
      "of an empty account",
      byNumber,
      [],
      ["sms"],
      /No number of the account can send SMS\. In .*'s console, buy one/,
    ],
    [
      "bought, and unable",
      byService({ buyNumbers: [own] }),
      [{ phoneNumber: own, sms: false }],
      ["sms"],
      /buyNumbers\[0\] \(\+15005550006\) can't send SMS/,
    ],
  ])("is a fault if it is %s", async (_, sender, numbers, delivery, words) => {
    expect((await findNumbers(lookUp(sender, numbers, delivery))).fault).toMatch(words);
  });

  test("is found on a later page of the account's numbers", async () => {
    const pages = [page([{ phoneNumber: other }], "/next?Page=1"), page([{ phoneNumber: own }])];
    const transport = new FakeTransport(() => json(pages.shift()));
    const found = await findNumbers({ ...lookUp(byNumber, []), transport });
    expect(found.fault).toBeUndefined();
    expect(transport.requests.at(-1)).toBe("GET /next?Page=1");
  });
});

describe("the numbers of a Messaging Service", () => {
  test("are those that the stack lists, with their SIDs", async () => {
    const numbers = await attachableNumbers(
      lookUp(byService({ numbers: [own] }), [{ phoneNumber: own }, { phoneNumber: other }]),
    );
    expect(numbers).toMatchObject([{ phoneNumber: own, sid: `PN${own}` }]);
  });

  test("are bought if listed, with a warning for each that the account does not have yet", async () => {
    const warn = vi.spyOn(pulumi.log, "warn").mockResolvedValue(undefined);
    onTestFinished(() => {
      warn.mockRestore();
    });
    await attachableNumbers(lookUp(byService({ buyNumbers: [own, other] }), [{ phoneNumber: own }]));
    expect(warn.mock.calls.map(([text]) => text)).toEqual([
      expect.stringMatching(
        /^\+14155552671 will be bought .* costs money each month\. .* does not release it/,
      ),
    ]);
  });

  test("that can't be read stop the run, with a fix and no secret", async () => {
    const transport = new FakeTransport(() => json({ message: `no ${authToken}` }, 401));
    const run = attachableNumbers({ ...lookUp(byService({ numbers: [own] }), []), transport });
    await expect(run).rejects.toThrow(/Twilio rejects the credentials\..*--secret twilio:authToken/);
    await expect(run).rejects.not.toThrow(authToken);
    await expect(run).rejects.toSatisfy((error) => pulumi.RunError.isInstance(error));
  });
});
