import { describe, expect, test } from "vitest";
import { CommandError } from "../../../commands/terminal/command.ts";
import { protectionAdvice } from "../../../commands/userStack/protection.ts";
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

describe("the resources of a state", () => {
  test("are the stack's own, without those that it only reads", () => {
    const read = { ...client, urn: `${client.urn}-read`, external: true };
    expect(recorded(tenant, read, client).map(({ urn }) => urn)).toEqual([tenant.urn, client.urn]);
  });

  test.each(["{}", '{"deployment":null}', '{"deployment":{}}', '{"deployment":{"resources":null}}'])(
    "are none in %s",
    (exported) => {
      expect(recordedResources(exported)).toEqual([]);
    },
  );
});

describe("the tenant that a stack belongs to", () => {
  test("is the one whose domain is pinned", () => {
    expect(pinnedDomain(recorded(client, tenant))).toBe("tenant.eu.auth0.com");
  });

  test("is undefined while the state has no resource of a tenant", () => {
    const stack = { urn: "urn:pulumi:dev::auth0-phone-mfa::pulumi:pulumi:Stack::auth0-phone-mfa-dev" };
    expect(pinnedDomain(recorded())).toBeUndefined();
    expect(pinnedDomain(recorded(stack))).toBeUndefined();
  });

  test("is not read from a different Stash", () => {
    const other = { ...tenant, urn: tenant.urn.replace("::tenant", "::other-tenant") };
    expect(pinnedDomain(recorded(other))).toBeUndefined();
  });

  test.each<[string, object]>([
    ["a domain", { inputs: { input: { ownershipTag: "tag" } } }],
    ["an input", { inputs: {} }],
    ["inputs", { inputs: "[secret]" }],
  ])("is required once the state has its resources: a pin without %s is invalid", (_, pin) => {
    const found = recorded({ ...tenant, ...pin }, client);
    expect(() => pinnedDomain(found)).toThrow(CommandError);
    expect(() => pinnedDomain(found)).toThrow(/does not record the tenant\. Fix: restore an earlier state/);
  });

  test.each([
    ["in a component", client],
    ["by itself", { urn: "urn:pulumi:dev::auth0-phone-mfa::auth0:index/guardian:Guardian::mfa" }],
  ])("is required if the state has a resource of it %s", (_, resource) => {
    expect(() => pinnedDomain(recorded(resource))).toThrow("does not record the tenant");
  });

  test("can't be read from a state written before the first release", () => {
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
  test("is the Guardian's, in the provider's terms", () => {
    expect(recordedPolicy(recorded(tenant, guardian))).toBe("all-applications");
  });

  test("is empty without a Guardian, or if the stack does not manage the policy", () => {
    expect(recordedPolicy(recorded(tenant, client))).toBe("");
    expect(recordedPolicy(recorded({ ...guardian, ignoreChanges: ["policy", "otp"] }))).toBe("");
    expect(recordedPolicy(recorded({ ...guardian, inputs: {}, ignoreChanges: ["policy"] }))).toBe("");
  });

  test.each([{}, { policy: null }, { policy: ["all-applications"] }])(
    "is an error if the Guardian that owns it holds %j",
    (inputs) => {
      const found = recorded({ ...guardian, inputs });
      expect(() => recordedPolicy(found)).toThrow(CommandError);
      expect(() => recordedPolicy(found)).toThrow(/hold no policy\. Fix: restore an earlier state/);
    },
  );
});

describe("the resources that the stack would delete", () => {
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
  ])("exclude what is no longer managed: %s", (_, managed, urns) => {
    expect(recordedUrns(all, managed)).toEqual(urns);
  });

  test("exclude an adopted application, whether protected or not, but not a protected one of its own", () => {
    const adopted = { ...client, ignoreChanges: ["name", "callbacks"], ...hooks("client-release") };
    const found = recorded(
      adopted,
      { ...adopted, ...hooks("protection"), protect: true },
      { ...client, ...hooks("protection"), protect: true },
      { ...client, ignoreChanges: ["logoUri"] },
    );
    expect(recordedUrns(found, ["application"])).toEqual([client.urn, client.urn]);
  });

  test("include what no hook removes, regardless of manage", () => {
    expect(recordedUrns(all, [])).toEqual([tenant.urn, number.urn, guarded.urn]);
  });
});

test("a destroy stopped by protection prints a fix with the options of the command", () => {
  const state = (protect: boolean) =>
    JSON.stringify({ version: 3, deployment: { resources: [tenant, { ...guardian, protect }] } });
  expect(protectionAdvice(["destroy", "-s", "prod"], state(true))).toBe(
    "Failed to destroy the stack: protect is on, and pulumi state unprotect is not enough. " +
      "Fix: npm run pulumi -- config set protect false --stack prod && npm run pulumi -- up --stack prod, then run the destroy again. " +
      'For a production stack, first remove it from "stacks" of the rule "protected-in-production" in policy/configuration.json.',
  );
  expect(protectionAdvice(["destroy"], state(false))).toBeUndefined();
});
