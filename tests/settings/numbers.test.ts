import { describe, expect, test } from "vitest";
import { describeProblems } from "../../configuration/problems.ts";
import { readSettings } from "../../settings/settings.ts";
import { applyFixes } from "../support/settings/applyFixes.ts";
import { goodPlivoValues, goodValues, source, own } from "../support/settings/source.ts";

const mine = "+14152586901";
const service = `MG${"0123456789abcdef".repeat(2)}`;
type Changes = Readonly<Record<string, string | undefined>>;
const twilio = (changes: Changes) => readSettings(source(changes)).problems;
const plivo = (changes: Changes) => readSettings(source(changes, { base: goodPlivoValues })).problems;

const numberKeys: readonly [string, (text: string) => ReturnType<typeof twilio>, string][] = [
  ["twilioFrom", (text) => twilio({ [own("twilioFrom")]: text }), `set twilioFrom ${mine}`],
  ["plivoFrom", (text) => plivo({ [own("plivoFrom")]: text }), `set plivoFrom ${mine}`],
  ...["numbers", "buyNumbers"].map((list): [string, (text: string) => ReturnType<typeof twilio>, string] => [
    `twilioMessaging.${list}[0]`,
    (text) => {
      const value = JSON.stringify({ service: true, [list]: [/^\d+$/.test(text) ? Number(text) : text] });
      return twilio({ [own("twilioFrom")]: undefined, [own("twilioMessaging")]: value });
    },
    `set --path --type string 'twilioMessaging.${list}[0]' ${mine}`,
  ]),
];

const quotes = "Put phone numbers in a stack file in quotes; otherwise, YAML may change the digits";

describe.each(numberKeys)("%s", (key, problemsWith, fix) => {
  test("a number without quotes has lost its plus sign, and is proposed with it", () => {
    expect(problemsWith("14152586901")).toEqual([
      {
        key,
        what: '("14152586901") has no plus sign. Put the number in quotes in a stack file; otherwise, YAML drops the plus sign',
        fix,
      },
    ]);
  });

  test.each([
    "+1 (415) 258-6901",
    "001 415 258 6901",
    "whatsapp:+14152586901",
    "'+14152586901'",
    "\u202a+14152586901",
  ])("%s is recognized as the same number", (text) => {
    expect(problemsWith(text)).toMatchObject([{ key, fix }]);
  });

  test.each(["4152586901", "+1415258690", "+15551234567", "ACME", "72345", "call me", "1.41526E+10"])(
    "%s is not converted to a number",
    (text) => {
      const [problem, ...others] = problemsWith(text);
      expect(others).toEqual([]);
      expect([problem?.fix].flat().join()).not.toMatch(/\d{7}/);
    },
  );
});

describe.each(numberKeys)("what YAML may have read as a number for %s", (key, problemsWith) => {
  // 01701234567, 0301234567 and 012345 without quotes: YAML reads octal numbers.
  test.each(["252000631", "50674039", "5349", "83", "4152586901", "8.91234567e+08"])(
    "%s: the message says that a number needs quotes",
    (text) => {
      expect(problemsWith(text)).toMatchObject([{ key, what: expect.stringContaining(quotes) as string }]);
    },
  );

  test.each(["+1415258690", "ACME", "030 123456", "(415) 258-6901", "14152586901"])(
    "%s: the message does not",
    (text) => {
      expect(problemsWith(text).map(({ what }) => what)).toEqual([expect.not.stringContaining(quotes)]);
    },
  );
});

describe("Twilio's sender IDs", () => {
  test.each([
    ["ACME", "an alphanumeric sender ID", ""],
    ["72345", "a short code", ""],
    ["834567", "a short code", ""],
  ])("%s belongs in a Messaging Service", (text, kind, hint) => {
    expect(twilio({ [own("twilioFrom")]: text })).toEqual([
      {
        key: "twilioFrom",
        what: `("${text}") is ${kind}, but Auth0 accepts only a phone number here. To send from it, add it to a Messaging Service in Twilio's console${hint}`,
        fix: ["set twilioMessagingServiceSid MG…", "rm twilioFrom"],
      },
    ]);
  });

  test.each(["5349", "839", "8345678"])("%s is no short code, and stays under its key", (text) => {
    expect(twilio({ [own("twilioFrom")]: text })).toMatchObject([
      { what: expect.not.stringContaining("short code") as string, fix: "set twilioFrom +…" },
    ]);
  });

  test("a Messaging Service of the stack accepts phone numbers only", () => {
    const value = JSON.stringify({ service: true, numbers: [mine, "ACME"] });
    expect(twilio({ [own("twilioFrom")]: undefined, [own("twilioMessaging")]: value })).toMatchObject([
      { key: "twilioMessaging.numbers[1]", fix: "rm --path 'twilioMessaging.numbers[1]'" },
    ]);
  });
});

describe("a value under the wrong key is moved", () => {
  test.each<[string, Changes, string[]]>([
    [
      "a Messaging Service as the number",
      { [own("twilioFrom")]: service },
      [`set twilioMessagingServiceSid ${service}`, "rm twilioFrom"],
    ],
    [
      "the same, in another case",
      { [own("twilioFrom")]: service.toLowerCase() },
      [`set twilioMessagingServiceSid ${service}`, "rm twilioFrom"],
    ],
    [
      "the same, where a Messaging Service is set",
      { [own("twilioFrom")]: service, [own("twilioMessagingServiceSid")]: service },
      ["rm twilioFrom"],
    ],
    [
      "each as the other",
      { [own("twilioFrom")]: service, [own("twilioMessagingServiceSid")]: mine },
      [`set twilioFrom ${mine}`, "rm twilioMessagingServiceSid"],
    ],
    [
      "a number as the Messaging Service",
      { [own("twilioFrom")]: undefined, [own("twilioMessagingServiceSid")]: "14152586901" },
      [`set twilioFrom ${mine}`, "rm twilioMessagingServiceSid"],
    ],
    [
      "the same, where a number is set",
      { [own("twilioMessagingServiceSid")]: mine },
      ["rm twilioMessagingServiceSid"],
    ],
  ])("%s", (_, changes, fix) => {
    const found = twilio(changes);
    expect(found).toMatchObject([{ fix }]);
    const values = Object.entries({ ...goodValues, ...changes }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    const base = applyFixes(Object.fromEntries(values), found);
    expect(readSettings(source({}, { base })).problems).toEqual([]);
  });
});

test.each([
  ["an existing one", { [own("twilioMessagingServiceSid")]: service }],
  ["the stack's own", { [own("twilioMessaging")]: JSON.stringify({ service: true, numbers: [mine] }) }],
])("a Messaging Service sends no voice calls: %s", (_, origin) => {
  const changes = { [own("twilioFrom")]: undefined, ...origin };
  for (const delivery of ['["voice"]', '["sms","voice"]']) {
    const found = twilio({ ...changes, [own("delivery")]: delivery });
    expect(found).toMatchObject([
      { key: "delivery", fix: ["rm delivery", "set --path --type string 'delivery[0]' sms"] },
    ]);
  }
  expect(twilio({ ...changes, [own("delivery")]: '["sms"]' })).toEqual([]);
});

test.each<[string, Changes, string]>([
  [
    "a Messaging Service in another case",
    { [own("twilioFrom")]: undefined, [own("twilioMessagingServiceSid")]: service.replace("MG", "mg") },
    `set twilioMessagingServiceSid ${service}`,
  ],
  [
    "an account in another case",
    { "twilio:accountSid": `ac${"a".repeat(32)}` },
    `set twilio:accountSid AC${"a".repeat(32)}`,
  ],
  [
    "an account with a space",
    { "twilio:accountSid": ` AC${"a".repeat(32)}` },
    `set twilio:accountSid AC${"a".repeat(32)}`,
  ],
  ["a Messaging Service's SID as the account", { "twilio:accountSid": service }, "set twilio:accountSid AC…"],
])("%s is proposed in its correct form", (_, changes, fix) => {
  expect(twilio(changes)).toMatchObject([{ fix }]);
});

test("a list of numbers given as a string or a number is converted to a list of the same numbers", () => {
  for (const numbers of [`${mine}, 0014152586901`, 14152586901]) {
    const value = JSON.stringify({ service: true, numbers });
    const [problem] = twilio({ [own("twilioFrom")]: undefined, [own("twilioMessaging")]: value });
    expect(problem).toMatchObject({ key: "twilioMessaging.numbers", what: "must be a list" });
    expect([problem?.fix].flat().slice(0, 2)).toEqual([
      "rm --path twilioMessaging.numbers",
      `set --path --type string 'twilioMessaging.numbers[0]' ${mine}`,
    ]);
  }
});

test("a token in plaintext that YAML has read as a number is one problem", () => {
  const inClear = { ...source({ "twilio:authToken": "1.2345678901234568e+30" }), isSecret: () => false };
  const found = readSettings({ ...inClear, isSecret: (key) => key !== "twilio:authToken" }).problems;
  expect(found).toMatchObject([{ key: "twilio:authToken", fix: "set --secret twilio:authToken" }]);
  expect(describeProblems("dev", found)).toContain("is stored in plaintext");
});
