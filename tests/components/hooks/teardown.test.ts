import { expect, test } from "vitest";
import { create, delete as tearDown, diff } from "../../../components/hooks/teardown.ts";
import { tenantThatAnswers } from "../../support/tenant/ownResourceTenant.ts";

const domain = "tenant.eu.auth0.com";
const tenant = (policies: string[], factors: Record<string, boolean>) => ({
  "GET /guardian/policies": policies,
  "GET /guardian/factors": Object.entries(factors).map(([name, enabled]) => ({ name, enabled })),
});
const looks = ["GET /guardian/policies", "GET /guardian/factors"];
const off = 'PUT /guardian/factors/sms {"enabled":false}';

test("it keeps which tenant it was made on, and never changes", async () => {
  const calls = await tenantThatAnswers({});
  expect(await create({ part: "policy" })).toEqual({ id: "policy", outs: { part: "policy", domain } });
  expect(await diff()).toEqual({ changes: false });
  expect(calls).toEqual([]);
});

test("the policy goes to Never, whatever it is", async () => {
  const calls = await tenantThatAnswers({});
  await tearDown("policy", { part: "policy", domain });
  expect(calls).toEqual(["PUT /guardian/policies []"]);
});

test.each<[string, string[], Record<string, boolean>]>([
  ["nothing requires MFA", [], { sms: true }],
  ["users can sign in with another factor", ["all-applications"], { sms: true, otp: true }],
])("the phone factor goes where %s", async (_, policies, factors) => {
  const calls = await tenantThatAnswers(tenant(policies, factors));
  await tearDown("factor", { part: "factor", domain });
  expect(calls).toEqual([...looks, off]);
});

test.each<["factor" | "sender", RegExp]>([
  [
    "factor",
    /^Failed to turn the phone factor off: the tenant still requires MFA, .* no other factor\. .* users can still sign in/,
  ],
  [
    "sender",
    /^Failed to take the sender of phone messages away: the tenant still requires MFA, .* phone factor on\. .* users can still sign in/,
  ],
])(
  "the %s stays while somebody else's policy requires MFA and there is no other factor",
  async (part, says) => {
    const calls = await tenantThatAnswers(tenant(["all-applications"], { sms: true, "recovery-code": true }));
    await expect(tearDown(part, { part, domain })).rejects.toThrow(says);
    expect(calls).toEqual(looks);
  },
);

test.each<[string, string[], Record<string, boolean>]>([
  ["nothing requires MFA", [], { sms: true }],
  ["the phone factor is off", ["all-applications"], { sms: false }],
])("the sender goes where %s", async (_, policies, factors) => {
  const calls = await tenantThatAnswers(tenant(policies, factors));
  await tearDown("sender", { part: "sender", domain });
  expect(calls).toEqual(looks);
});

test.each(["policy", "factor", "sender"] as const)("nothing is done on another tenant: %s", async (part) => {
  const calls = await tenantThatAnswers({});
  await expect(tearDown(part, { part, domain: "other.eu.auth0.com" })).rejects.toThrow(
    /other\.eu\.auth0\.com/,
  );
  expect(calls).toEqual([]);
});

test("a state from before it kept the tenant is taken at its word", async () => {
  const calls = await tenantThatAnswers({});
  await tearDown("policy", { part: "policy" });
  expect(calls).toEqual(["PUT /guardian/policies []"]);
});
