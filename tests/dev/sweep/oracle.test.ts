import { describe, expect, test } from "vitest";
import { plivoAction } from "../../../senders/plivo/action.ts";
import { hashOf, likenessOf } from "../../../dev/sweep/likeness.ts";
import { judge } from "../../../dev/sweep/oracle.ts";
import type { Asked } from "../../../dev/sweep/oracle.ts";
import type { TenantState } from "../../../sandbox/index.ts";
import { seedTenant } from "../../../sandbox/auth0/state/seed.ts";
import { makeSecrets } from "../../../sandbox/auth0/state/secrets.ts";

const secrets = await makeSecrets("sandbox", new Date());
const { twilio, plivo } = secrets;
const bare = seedTenant("https://localhost:1", "unified", secrets);

type Change = (state: TenantState) => void;

/** A unified tenant that asks for a code and sends it by Twilio, changed. */
function tenant(change: Change = () => undefined): TenantState {
  const state = structuredClone(bare);
  state.guardian.policies = ["all-applications"];
  state.guardian.factors["sms"] = true;
  state.phoneProviders.push({
    id: "pro_1",
    name: "twilio",
    configuration: { sid: twilio.accountSid, default_from: twilio.from, delivery_methods: ["text"] },
    credentials: { auth_token: twilio.authToken },
  });
  state.clients.push({
    client_id: "spa",
    name: "Shop",
    app_type: "spa",
    callbacks: ["http://localhost:3000"],
  });
  change(state);
  return state;
}

const asked: Asked = {
  accounts: {
    carriers: {
      twilio: { id: twilio.accountSid, tokens: [twilio.authToken], from: twilio.from },
      plivo: { id: plivo.authId, tokens: [plivo.authToken], from: plivo.from },
    },
    urls: ["http://localhost:3000"],
  },
  before: tenant(),
  policy: "always",
  factors: [],
  unrelated: new Set(
    tenant()
      .clients.map(({ client_id }) => client_id)
      .filter((id) => id !== "spa"),
  ),
};

/** An Action with this code in the login flow, deployed. */
function bound(state: TenantState, code: string): void {
  state.actions.push({ id: "act", name: "A", versions: [{ deployed: true, code }] } as never);
  state.bindings["post-login"] = [{ id: "b", action_id: "act" } as never];
}

const custom =
  (code = plivoAction.code, token = plivo.authToken, deployed = true): Change =>
  (state) => {
    const secret = (name: string, value: string) => ({ name, value, updated_at: "" });
    const own = [
      secret("PLIVO_AUTH_ID", plivo.authId),
      secret("PLIVO_AUTH_TOKEN", token),
      secret("PLIVO_FROM", plivo.from),
    ];
    Object.assign(state.phoneProviders[0] ?? {}, {
      name: "custom",
      configuration: { delivery_methods: ["text"] },
    });
    state.actions.push({
      id: "a1",
      name: "ours",
      supported_triggers: [{ id: "custom-phone-provider" }],
      created_at: "",
      updated_at: "",
      code,
      dependencies: [],
      runtime: "node22",
      secrets: own,
      versions: [{ id: "v1", number: 1, deployed, secrets: own, code }],
      allChangesDeployed: true,
    });
  };

describe("no problem is found", () => {
  test("on an unchanged tenant", () => {
    expect(judge(tenant(), asked)).toEqual([]);
  });

  test("with Plivo", () => {
    expect(judge(tenant(custom()), asked)).toEqual([]);
  });

  test("while no code is required, regardless of what is missing", () => {
    const state = tenant((one) => {
      one.guardian.policies = [];
      one.phoneProviders = [];
    });
    expect(judge(state, { ...asked, policy: "never" })).toEqual([]);
  });
});

test.each<[string, Change, RegExp]>([
  ["the factor off", (state) => (state.guardian.factors["sms"] = false), /the phone factor is off/],
  ["no delivery method", (state) => (state.guardian.messageTypes = []), /no delivery method/],
  ["no provider", (state) => (state.phoneProviders = []), /No phone provider/],
  [
    "a delivery method that the provider lacks",
    (state) => (state.guardian.messageTypes = ["sms", "voice"]),
    /does not support voice/,
  ],
  [
    "another token",
    (state) => Object.assign(state.phoneProviders[0] ?? {}, { credentials: { auth_token: "other" } }),
    /Twilio would reject/,
  ],
  ["no deployed Action", custom(plivoAction.code, plivo.authToken, false), /No deployed Action/],
  ["other code", custom("exports.x = 1;"), /other code/],
  ["another Plivo token", custom(plivoAction.code, "other"), /Plivo would reject/],
  ["a lowered policy", (state) => (state.guardian.policies = []), /lowered to never/],
  ["a weaker policy", (state) => (state.guardian.policies = ["confidence-score"]), /lowered to adaptive/],
  [
    "another URL",
    (state) =>
      state.clients.push({ client_id: "x", name: "x", app_type: "spa", callbacks: ["http://evil.example"] }),
    /takes the URL http:\/\/evil.example/,
  ],
  [
    "no sender while an Action in the login flow asks for MFA, though the policy does not",
    (state) => {
      bound(state, 'api.multifactor.enable("any");');
      state.guardian.policies = [];
      state.phoneProviders = [];
    },
    /MFA is required, and No phone provider/,
  ],
  ["another factor", (state) => (state.guardian.factors["otp"] = true), /unrelated factors changed/],
  ["another's application gone", (state) => (state.clients = []), /unrelated applications changed/],
])("%s is detected", (_, change, problem) => {
  expect(judge(tenant(change), asked).join("\n")).toMatch(problem);
});

test("changes that the operation may make are no problem: its own factors, an Action that requires nothing", () => {
  const change: Change = (state) => {
    state.guardian.factors["otp"] = true;
    state.guardian.policies = [];
    state.phoneProviders = [];
    bound(state, "// api.multifactor.enable");
  };
  expect(judge(tenant(change), { ...asked, policy: "never", factors: ["otp"] })).toEqual([]);
});

describe("similarity", () => {
  const template = (id: string, at: string) => ({ id, type: "otp_verify", content: {}, created_at: at });
  test("ignores IDs and times", () => {
    const one = tenant((state) => state.phoneTemplates.push(template("tem_1", "2026-01-01T00:00:00.000Z")));
    const other = tenant((state) => state.phoneTemplates.push(template("tem_2", "2026-02-02T00:00:00.000Z")));
    expect(likenessOf(one)).toBe(likenessOf(other));
  });

  test("ignores when and in which order the resources of Pulumi's state were created", () => {
    const resource = (urn: string, more: object = {}) => ({ urn, outputs: { id: "1" }, ...more });
    const recorded = (...resources: object[]) =>
      hashOf(bare, JSON.stringify({ checkpoint: { latest: { resources } } }));
    const [one, other] = [resource("a"), resource("b")];
    expect(recorded(one, other)).toBe(recorded({ ...other, created: "then" }, one));
    expect(recorded(one, other)).not.toBe(recorded(one));
    expect(recorded(one)).not.toBe(recorded({ ...one, initErrors: ["failed"] }));
    expect(recorded(one)).not.toBe(recorded({ ...one, outputs: {} }));
  });

  test.each<[string, Change]>([
    [
      "a token",
      (state) => Object.assign(state.phoneProviders[0] ?? {}, { credentials: { auth_token: "other" } }),
    ],
    ["one more client", (state) => state.clients.push({ client_id: "x", name: "Shop" })],
    ["a policy", (state) => (state.guardian.policies = [])],
  ])("does not ignore %s", (_, change) => {
    expect(likenessOf(tenant(change))).not.toBe(likenessOf(tenant()));
  });
});
