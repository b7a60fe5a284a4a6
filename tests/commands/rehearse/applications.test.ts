import { expect, test } from "vitest";
import { applicationsIn } from "../../../commands/rehearse/applications.ts";
import { rehearsedConfiguration } from "../../../commands/rehearse/configuration.ts";
import type { LocalAccounts } from "../../../commands/rehearse/configuration.ts";

const file = {
  callbackUrls: [
    "https://app.example.com/cb?x={y}",
    "https://preview-*--site.example.net/cb",
    "https://{organization_name}.example.com/cb",
  ],
};

test("users return to an address that a wildcard stands for, and to none that a placeholder does", () => {
  expect(applicationsIn(file)).toMatchObject([
    {
      callbacks: ["https://app.example.com/cb?x={y}", "https://preview-any--site.example.net/cb"],
      notTried: ["https://{organization_name}.example.com/cb"],
    },
  ]);
});

test("what is not tried is said to be taken for granted", () => {
  const local: LocalAccounts = {
    auth0: { domain: "localhost:1" },
    twilio: { url: "", accountSid: "AC", authToken: "t", from: "+15005550006" },
    plivo: { url: "", authId: "MA", authToken: "p", from: "+15005550007" },
    secondTokens: { twilio: "s", plivo: "p" },
  };
  expect(rehearsedConfiguration(undefined, file, local).assumptions).toEqual([
    "https://{organization_name}.example.com/cb, which a local tenant can't try, is open",
  ]);
});
