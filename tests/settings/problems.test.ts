import { expect, test } from "vitest";
import { describeProblems } from "../../configuration/problems.ts";
import { readSettings } from "../../settings/settings.ts";
import { mistakes } from "./mistakes.ts";
import { goodValues, source, own } from "../support/settings/source.ts";

const urls = [
  "http://app.example.com",
  "http://0.0.0.0:3000",
  "https://app.example.com./cb",
  "https://app.example.com/cb#",
  "https://App.example.com/cb",
  "https://user:word@app.example.com",
  "'https://app.example.com'",
  "app.example.com/cb",
  "https://",
  "https://app.example.com:0",
  "https://app..example.com",
  "javascript:alert(1)",
  "com.example.app://callback",
  "https://a.example.com,https://b.example.com",
  "https://*.example.com/cb",
  "https://*.com",
  "https://{organization_name}.example.com/{id}",
  "https://{organization.name}.example.com",
  "https://{organization_name}.*.example.com",
  "https://{organization_name}",
];

const numbers = [
  "14152586901",
  "4152586901",
  "+1 (415) 258-6901",
  "whatsapp:+14152586901",
  "1.41526E+10",
  "+1415258690",
  "+141525869011",
  "+99912345678",
  "+15551234567",
  "sip:me@example.com",
  "My Company Inc",
  "ACME",
  "72345",
  "5349",
  "252000631",
];

const messages = [
  "Hello",
  "{{code}",
  "Your code is {{ code }",
  "Hello {{ code }. Bye",
  "Hello { code }}. Bye",
  "{% if locale == 'fr' %}{{code}}{% endif %}",
  "{% if locale == 'fr' %}{{code}}{% else %}Hello{% endif %}",
  "{% case locale %}{% when 'fr' %}Bonjour{% else %}{{code}}{% endcase %}",
  "{% nonsense %}{{code}}",
  `{{code}}${"a".repeat(1600)}`,
  `{{code}}${" ".repeat(20_000)}`,
];

const wrong: [string, string | undefined, Parameters<typeof source>[1]?][] = [
  ...mistakes.map(([key, value, , , options]): (typeof wrong)[number] => [key, value, options]),
  ...urls.map((url): [string, string] => [own("callbackUrls"), JSON.stringify([url])]),
  ...["https://xn--bcher-*.example.com", "https://bü*.example.com"].map((url): (typeof wrong)[number] => [
    own("callbackUrls"),
    JSON.stringify([url]),
    { base: { ...goodValues, [own("allowWildcards")]: "true" } },
  ]),
  [own("logoutUrls"), '["https://{organization_name}.example.com"]'],
  [own("webOrigins"), '["https://app.example.com/cb"]'],
  ...numbers.map((number): [string, string] => [own("twilioFrom"), number]),
  ...messages.map((message): [string, string] => [own("enrollmentMessage"), message]),
];

const shown = (value = "(not set)"): string =>
  value.length > 200 ? `${value.slice(0, 40)}… (${value.length} characters)` : value;

const shownKey = (key: string): string => key.replace("auth0-phone-mfa:", "");

/** What a stack has that the valid one with Twilio lacks, and what it lacks. */
const configured = (base: Readonly<Record<string, string>> = {}): string =>
  [
    ...Object.keys(base)
      .filter((key) => base[key] !== goodValues[key])
      .map((key) => `${shownKey(key)}: ${base[key]}`),
    ...Object.keys(goodValues)
      .filter((key) => base[key] === undefined)
      .map((key) => `no ${shownKey(key)}`),
  ].join(", ");

test("each problem is reported with a fix, in the words of problems.txt", async () => {
  const said = wrong.map(([key, value, options]) => {
    const { problems } = readSettings(source({ [key]: value }, options));
    expect(problems, `${key}: ${value}`).not.toEqual([]);
    const [, ...lines] = describeProblems("dev", problems).split("\n");
    const beside = options && ` (beside ${configured(options.base)})`;
    return [`${shownKey(key)}: ${shown(value)}${beside ?? ""}`, ...lines].join("\n");
  });
  await expect(`${said.join("\n\n")}\n`).toMatchFileSnapshot("problems.txt");
});
