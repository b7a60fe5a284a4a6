import { describe, expect, test } from "vitest";
import { CommandError } from "../../../commands/terminal/command.ts";
import {
  pinnedDomain,
  recordedPolicy,
  recordedResources,
  recordedUrns,
} from "../../../commands/userStack/recordedState.ts";

const urnOf = (type: string, name: string): string =>
  `urn:pulumi:dev::auth0-phone-mfa::auth0-phone-mfa:index:PhoneMfa$${type}::${name}`;

const hooks = (...names: string[]) => ({
  resourceHooks: { BeforeDelete: names.map((name) => `auth0-phone-mfa:${name}`) },
});

const tenant = {
  urn: "urn:pulumi:dev::auth0-phone-mfa::pulumi:index:Stash::tenant",
  inputs: { input: { domain: "tenant.eu.auth0.com", ownershipTag: "tag" } },
};
const client = { urn: urnOf("auth0:index/client:Client", "spa"), ...hooks("client-removal") };
const sender = {
  urn: urnOf("auth0:index/phoneProvider:PhoneProvider", "sender"),
  ...hooks("sender-removal"),
};
const guardian = {
  urn: urnOf("auth0:index/guardian:Guardian", "mfa"),
  inputs: { policy: "all-applications" },
  ignoreChanges: ["email", "otp"],
  ...hooks("policy-removal", "factor-removal"),
};

/** The result of reading a state that holds these resources, as in `pulumi stack export`. */
const recorded = (...resources: object[]) =>
  recordedResources(JSON.stringify({ version: 3, deployment: { manifest: {}, resources } }));

describe("what a state holds", () => {
  test("is its own: what it only reads is left out", () => {
    const read = { ...client, urn: `${client.urn}-read`, external: true };
    expect(recorded(tenant, read, client).map(({ urn }) => urn)).toEqual([tenant.urn, client.urn]);
  });

  test.each(["{}", '{"deployment":null}', '{"deployment":{}}', '{"deployment":{"resources":null}}'])(
    "is nothing in %s",
    (exported) => {
      expect(recordedResources(exported)).toEqual([]);
    },
  );
});

describe("the tenant that a stack is of", () => {
  test("is the one whose domain is pinned", () => {
    expect(pinnedDomain(recorded(client, tenant))).toBe("tenant.eu.auth0.com");
  });

  test("is not there while the state has nothing of a tenant", () => {
    const stack = { urn: "urn:pulumi:dev::auth0-phone-mfa::pulumi:pulumi:Stack::auth0-phone-mfa-dev" };
    expect(pinnedDomain(recorded())).toBeUndefined();
    expect(pinnedDomain(recorded(stack))).toBeUndefined();
  });

  test("is not another Stash's", () => {
    const other = { ...tenant, urn: tenant.urn.replace("::tenant", "::other-tenant") };
    expect(pinnedDomain(recorded(other))).toBeUndefined();
  });

  test.each<[string, object]>([
    ["a domain", { inputs: { input: { ownershipTag: "tag" } } }],
    ["an input", { inputs: {} }],
    ["inputs", { inputs: "[secret]" }],
  ])("must be named where the state has something of it: a pin without %s is none", (_, pin) => {
    const found = recorded({ ...tenant, ...pin }, client);
    expect(() => pinnedDomain(found)).toThrow(CommandError);
    expect(() => pinnedDomain(found)).toThrow(/does not record the tenant\. Fix: restore an earlier state/);
  });

  test.each([
    ["in a component", client],
    ["by itself", { urn: "urn:pulumi:dev::auth0-phone-mfa::auth0:index/guardian:Guardian::mfa" }],
  ])("must be named where a resource of it stands %s", (_, resource) => {
    expect(() => pinnedDomain(recorded(resource))).toThrow("does not record the tenant");
  });

  test("can't be taken over from a program of before the first release", () => {
    const dynamic = { ...tenant, urn: urnOf("pulumi-nodejs:dynamic:Resource", "tenant") };
    for (const state of [recorded(dynamic, client), recorded(dynamic, tenant, client)]) {
      expect(() => pinnedDomain(state)).toThrow(CommandError);
      expect(() => pinnedDomain(state)).toThrow(
        /before the first release.*Fix: destroy the stack with that version/,
      );
    }
  });
});

describe("the policy that the stack declared last", () => {
  test("is the Guardian's, in the provider's words", () => {
    expect(recordedPolicy(recorded(tenant, guardian))).toBe("all-applications");
  });

  test("is none where there is no Guardian, or where its policy is somebody else's", () => {
    expect(recordedPolicy(recorded(tenant, client))).toBe("");
    expect(recordedPolicy(recorded({ ...guardian, ignoreChanges: ["policy", "otp"] }))).toBe("");
    expect(recordedPolicy(recorded({ ...guardian, inputs: {}, ignoreChanges: ["policy"] }))).toBe("");
  });

  test.each([{}, { policy: null }, { policy: ["all-applications"] }])(
    "is not guessed where the Guardian that owns it holds %j",
    (inputs) => {
      const found = recorded({ ...guardian, inputs });
      expect(() => recordedPolicy(found)).toThrow(CommandError);
      expect(() => recordedPolicy(found)).toThrow(/hold no policy\. Fix: restore an earlier state/);
    },
  );
});

describe("what the stack would take back", () => {
  const number = { urn: urnOf("twilio:index/phoneNumber:PhoneNumber", "+15005550006") };
  const guarded = {
    urn: urnOf("auth0:index/action:Action", "custom-phone-provider"),
    ...hooks("protection"),
  };
  const all = recorded(tenant, client, sender, guardian, number, guarded);
  const without = (...gone: { urn: string }[]) =>
    all.map(({ urn }) => urn).filter((urn) => !gone.some((one) => one.urn === urn));

  test.each<[string, string[], string[]]>([
    ["nothing", ["application", "sender", "messages", "factor", "policy"], without()],
    ["the application", ["sender", "messages", "factor", "policy"], without(client)],
    ["the sender", ["application", "messages", "factor", "policy"], without(sender)],
    ["one part of the two that are one resource", ["application", "sender", "policy"], without()],
    ["both of them", ["application", "sender"], without(guardian)],
  ])("leaves out what is handed over: %s", (_, managed, urns) => {
    expect(recordedUrns(all, managed)).toEqual(urns);
  });

  test("has what no hook takes back, whatever is managed", () => {
    expect(recordedUrns(all, [])).toEqual([tenant.urn, number.urn, guarded.urn]);
  });
});
