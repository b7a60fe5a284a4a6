import { describe, expect, test } from "vitest";
import { diff } from "../../../../sandbox/plugins/bridge/lifecycle/diff.ts";
import { action } from "../../../../sandbox/plugins/auth0/resources/action.ts";
import { client } from "../../../../sandbox/plugins/auth0/resources/client.ts";
import { guardian } from "../../../../sandbox/plugins/auth0/resources/guardian.ts";
import { phoneNotificationTemplate } from "../../../../sandbox/plugins/auth0/resources/phoneNotificationTemplate.ts";
import type { Resource } from "../../../../sandbox/plugins/bridge/lifecycle/resource.ts";
import { triggerActions } from "../../../../sandbox/plugins/auth0/resources/triggerActions.ts";
import type { Properties } from "../../../../sandbox/plugins/bridge/schema/value.ts";

const trigger = { id: "send-phone-message", version: "v2" };
const defaults = { email: false, otp: false, recoveryCode: false, deploy: false };
const code = { name: "n", code: "c", supportedTriggers: trigger };

function diffOf(resource: Resource, olds: Properties, news: Properties, ignoreChanges: string[] = []) {
  const state = { ...defaults, ...olds };
  return diff(resource, { urn: "u", type: "t", name: "n", id: "i", olds: state, news, ignoreChanges });
}

// Each response below was recorded from the official plugin over gRPC.
describe("detailed differences", () => {
  test("have the index of a set's item in the program", () => {
    const olds = {
      ...code,
      secrets: [
        { name: "A", value: "1" },
        { name: "B", value: "2" },
      ],
    };
    const news = {
      ...code,
      secrets: [
        { name: "A", value: "1" },
        { name: "B", value: "3" },
      ],
    };
    expect(diffOf(action, olds, news)).toMatchObject({
      changes: "DIFF_SOME",
      diffs: ["secrets"],
      detailedDiff: { "secrets[1].value": "UPDATE" },
    });
  });

  test("add a list as a whole if there was none", () => {
    const off = { policy: "never", phone: { enabled: false, messageTypes: [] } };
    const on = { policy: "never", phone: { enabled: true, messageTypes: ["sms", "voice"] } };
    expect(diffOf(guardian, off, on).detailedDiff).toEqual({
      "phone.enabled": "UPDATE",
      "phone.messageTypes": "ADD",
    });
  });

  test("replace a template whose type changed, and keep its type stable otherwise", () => {
    const olds = { type: "otp_verify", content: { from: "+1" } };
    expect(diffOf(phoneNotificationTemplate, olds, { ...olds, type: "otp_enroll" })).toMatchObject({
      replaces: ["type"],
      stables: [],
      deleteBeforeReplace: false,
      detailedDiff: { type: "UPDATE_REPLACE" },
    });
    expect(diffOf(phoneNotificationTemplate, olds, olds)).toMatchObject({
      changes: "DIFF_NONE",
      stables: ["type"],
    });
  });

  test("omit what the server chose, and a block that the program removed", () => {
    const olds = { policy: "never", phone: { enabled: true, messageTypes: ["sms"] } };
    expect(diffOf(guardian, olds, { policy: "never" }).changes).toBe("DIFF_NONE");
  });

  test("omit ignored properties", () => {
    const olds = { policy: "never" };
    expect(diffOf(guardian, olds, { policy: "all-applications" }, ["policy"]).changes).toBe("DIFF_NONE");
  });

  describe("if any property of a client changes", () => {
    const olds = { name: "Shop", jwtConfiguration: { alg: "RS256", scopes: null } };
    const renamed = { name: "Store", jwtConfiguration: { alg: "RS256" } };
    const scopes = { "jwtConfiguration.scopes": "ADD" };

    test("treat an unset map as empty, ignored or not", () => {
      expect(diffOf(client, olds, renamed).detailedDiff).toEqual({ name: "UPDATE", ...scopes });
      const ignored = diffOf(client, olds, renamed, ["jwtConfiguration"]);
      expect(ignored.detailedDiff).toEqual({ name: "UPDATE", ...scopes });
    });

    test("don't, if nothing else changes", () => {
      expect(diffOf(client, olds, { ...renamed, name: "Shop" }).changes).toBe("DIFF_NONE");
      expect(diffOf(client, olds, renamed, ["name"]).changes).toBe("DIFF_NONE");
    });
  });

  test("compare the Actions of a trigger by position", () => {
    const olds = {
      trigger: "post-login",
      actions: [
        { id: "1", displayName: "a" },
        { id: "2", displayName: "b" },
      ],
    };
    const news = { trigger: "post-login", actions: [{ id: "2", displayName: "b" }] };
    expect(diffOf(triggerActions, olds, news).detailedDiff).toEqual({
      "actions[0].displayName": "UPDATE",
      "actions[0].id": "UPDATE",
      "actions[1]": "DELETE",
    });
  });
});
