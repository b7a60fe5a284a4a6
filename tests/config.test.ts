import * as pulumi from "@pulumi/pulumi";
import { afterEach, expect, test } from "vitest";
import { loadActionsWithoutMfa, loadTwilioAccount } from "../config.ts";

afterEach(() => {
  pulumi.runtime.setAllConfig({});
});

const account = { accountSid: "AC1", authToken: "secret" };

test.each([
  ["both of its values", { "twilio:accountSid": "AC1", "twilio:authToken": "secret" }, account],
  ["an account without a token", { "twilio:accountSid": "AC1" }, undefined],
  ["a token without an account", { "twilio:authToken": "secret" }, undefined],
  ["neither", {}, undefined],
])("a Twilio account needs both of its values: %s", (_, values, expected) => {
  pulumi.runtime.setAllConfig(values);
  expect(loadTwilioAccount()).toEqual(expected);
});

test("Actions that require no MFA are known, even if other configuration is wrong", () => {
  expect(loadActionsWithoutMfa()).toEqual([]);
  pulumi.runtime.setAllConfig({
    [`${pulumi.getProject()}:actionsWithoutMfa`]: '["Greeting"]',
    [`${pulumi.getProject()}:sender`]: "vonage",
  });
  expect(loadActionsWithoutMfa()).toEqual(["Greeting"]);
});
