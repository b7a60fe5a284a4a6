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

test("the base and the change use the local accounts; plain values are kept", () => {
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

test("values that are in no file are set to the local accounts' own", () => {
  const { base, head: after } = rehearsedConfiguration(undefined, {}, local);
  expect(base).toBeUndefined();
  expect(after.values).toMatchObject({
    "auth0:domain": "localhost:1",
    "twilio:accountSid": "AClocal",
    twilioFrom: "+15005550006",
  });
});

describe("a change keeps its meaning", () => {
  test("a domain that the change adds becomes the local tenant's; a changed domain stays different", () => {
    const { "auth0:domain": _domain, ...without } = good;
    expect(rehearsedConfiguration(without, good, local).head.values["auth0:domain"]).toBe("localhost:1");
    expect(head({ "auth0:domain": "other.eu.auth0.com" }).head.values["auth0:domain"]).toBe(
      "other.eu.auth0.com",
    );
  });

  test("a token that was encrypted again becomes the account's second token", () => {
    const { base, head: after } = head({ "twilio:authToken": { secure: "v1:bbb" } });
    expect(base?.secrets["twilio:authToken"]).toBe("local-token");
    expect(after.secrets["twilio:authToken"]).toBe("second-token");
  });

  test("a different account with the old token keeps its SID, which the token does not belong to", () => {
    const { head: after } = head({ "twilio:accountSid": "ACother" });
    expect(after.values["twilio:accountSid"]).toBe("ACother");
    expect(after.secrets["twilio:authToken"]).toBe("local-token");
  });

  test("a different account with its own token is assumed to be valid", () => {
    const { head: after } = head({
      "twilio:accountSid": "ACother",
      "twilio:authToken": { secure: "v1:bbb" },
    });
    expect(after.values["twilio:accountSid"]).toBe("AClocal");
  });

  test("an account that is added becomes the local one, with or without a token in the file", () => {
    const plivo = { sender: "plivo", "plivo:authId": "MAreal" };
    for (const added of [plivo, { ...plivo, "plivo:authToken": { secure: "v1:ccc" } }]) {
      const { head: after } = head(added);
      expect(after.values["plivo:authId"]).toBe("MAlocal");
      expect(after.secrets["plivo:authToken"]).toBe("plivo-token");
    }
  });

  test("a different account whose token is in no file becomes the local one", () => {
    const elsewhere = { ...good, "twilio:authToken": undefined };
    const other = { ...elsewhere, "twilio:accountSid": "ACother" };
    const { head: after } = rehearsedConfiguration(elsewhere, other, local);
    expect(after.values["twilio:accountSid"]).toBe("AClocal");
  });

  test("a removed token is missing", () => {
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
  ])("a plaintext secret stays in plaintext, with a different value: %s %s", (key, written) => {
    const { head: after } = head({ [key]: written });
    expect(after.values[key]).toBe("stored in plaintext");
    expect(after.secrets).not.toHaveProperty(key);
    expect(JSON.stringify(after)).not.toContain(String(written));
  });

  test("a different tenant stays different", () => {
    expect(head({ "auth0:domain": "other.eu.auth0.com" }).head.values["auth0:domain"]).toBe(
      "other.eu.auth0.com",
    );
  });

  test("a Messaging Service replaces the number", () => {
    const service = { twilioMessagingServiceSid: `MG${"a".repeat(32)}` };
    const { head: after } = rehearsedConfiguration(service, service, local);
    expect(after.values).not.toHaveProperty("twilioFrom");
  });
});
