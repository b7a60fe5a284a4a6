import { describe, expect, test } from "vitest";
import { rehearsedConfiguration } from "../../../commands/rehearse/configuration.ts";
import type { LocalAccounts } from "../../../commands/rehearse/configuration.ts";
import type { StackFile } from "../../../senders/SenderInCommands.ts";

const local: LocalAccounts = {
  auth0: { domain: "localhost:1" },
  twilio: { url: "", accountSid: "AClocal", authToken: "local-token", from: "+15005550006" },
  plivo: { url: "", authId: "MAlocal", authToken: "plivo-token", from: "+15005550007" },
  secondTokens: { twilio: "second-token", plivo: "plivo-token" },
};

/** A stack file as its owner has it. */
const good: StackFile = {
  "auth0:domain": "tenant.eu.auth0.com",
  sender: "twilio",
  twilioFrom: "+14155552671",
  "twilio:accountSid": "ACreal",
  "twilio:authToken": { secure: "v1:aaa" },
};
const head = (changes: Record<string, unknown>) =>
  rehearsedConfiguration(good, { ...good, ...changes }, local);

test("accounts are local ones, before and after; what is plain stays", () => {
  const { base, head: after } = head({});
  expect(base).toEqual(after);
  expect(after.values).toEqual({
    "auth0:domain": "localhost:1",
    "twilio:accountSid": "AClocal",
    "plivo:authId": "MAlocal",
    plivoFrom: "+15005550007",
  });
  expect(after.secrets).toEqual({ "twilio:authToken": "local-token", "plivo:authToken": "plivo-token" });
});

test("what no file holds is set elsewhere: the local accounts' own", () => {
  const { base, head: after } = rehearsedConfiguration(undefined, {}, local);
  expect(base).toBeUndefined();
  expect(after.values).toMatchObject({
    "auth0:domain": "localhost:1",
    "twilio:accountSid": "AClocal",
    twilioFrom: "+15005550006",
  });
});

describe("a change means the same", () => {
  test("a domain that the change adds is the local tenant's; another one is another tenant", () => {
    const { "auth0:domain": _domain, ...without } = good;
    expect(rehearsedConfiguration(without, good, local).head.values["auth0:domain"]).toBe("localhost:1");
    expect(head({ "auth0:domain": "other.eu.auth0.com" }).head.values["auth0:domain"]).toBe(
      "other.eu.auth0.com",
    );
  });

  test("a token encrypted anew is the account's second one", () => {
    const { base, head: after } = head({ "twilio:authToken": { secure: "v1:bbb" } });
    expect(base?.secrets["twilio:authToken"]).toBe("local-token");
    expect(after.secrets["twilio:authToken"]).toBe("second-token");
  });

  test("another account with the old token keeps its id, which the token is not of", () => {
    const { head: after } = head({ "twilio:accountSid": "ACother" });
    expect(after.values["twilio:accountSid"]).toBe("ACother");
    expect(after.secrets["twilio:authToken"]).toBe("local-token");
  });

  test("another account with a token of its own is taken to be right", () => {
    const { head: after } = head({
      "twilio:accountSid": "ACother",
      "twilio:authToken": { secure: "v1:bbb" },
    });
    expect(after.values["twilio:accountSid"]).toBe("AClocal");
  });

  test("an account that is named for the first time is the local one, its token in the file or not", () => {
    const plivo = { sender: "plivo", "plivo:authId": "MAreal" };
    for (const added of [plivo, { ...plivo, "plivo:authToken": { secure: "v1:ccc" } }]) {
      const { head: after } = head(added);
      expect(after.values["plivo:authId"]).toBe("MAlocal");
      expect(after.secrets["plivo:authToken"]).toBe("plivo-token");
    }
  });

  test("another account whose token no file holds is the local one", () => {
    const elsewhere = { ...good, "twilio:authToken": undefined };
    const other = { ...elsewhere, "twilio:accountSid": "ACother" };
    const { head: after } = rehearsedConfiguration(elsewhere, other, local);
    expect(after.values["twilio:accountSid"]).toBe("AClocal");
  });

  test("a token that is taken out is not there", () => {
    const { head: after } = head({ "twilio:authToken": undefined });
    expect(after.secrets).not.toHaveProperty("twilio:authToken");
    expect(after.values).not.toHaveProperty("twilio:authToken");
  });

  test.each([
    ["twilio:authToken", "0123456789abcdef0123456789abcdef"],
    // YAML reads a token of digits as a number.
    ["twilio:authToken", Number("12345678901234567890123456789012")],
    ["auth0:clientSecret", "0123456789abcdef0123456789abcdef"],
    ["auth0:clientAssertionPrivateKey", "0123456789abcdef"],
  ])("a secret in clear is in clear, and not the one that was written: %s %s", (key, written) => {
    const { head: after } = head({ [key]: written });
    expect(after.values[key]).toBe("stored in plaintext");
    expect(after.secrets).not.toHaveProperty(key);
    expect(JSON.stringify(after)).not.toContain(String(written));
  });

  test("another tenant stays another one", () => {
    expect(head({ "auth0:domain": "other.eu.auth0.com" }).head.values["auth0:domain"]).toBe(
      "other.eu.auth0.com",
    );
  });

  test("a Messaging Service takes the place of the number", () => {
    const service = { twilioMessagingServiceSid: `MG${"a".repeat(32)}` };
    const { head: after } = rehearsedConfiguration(service, service, local);
    expect(after.values).not.toHaveProperty("twilioFrom");
  });
});
