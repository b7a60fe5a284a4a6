import { describe, expect, test } from "vitest";
import type { Hook, HookStep } from "../../../components/hooks/Hook.ts";
import { mfa } from "../../../components/hooks/mfa.ts";
import { mfaByAction, planned } from "../../../components/hooks/mfaActions.ts";
import { factorRemoval, senderRemoval } from "../../../components/hooks/removals.ts";
import { sender } from "../../../components/hooks/sender.ts";
import { TenantCalls } from "../../../components/hooks/TenantCalls.ts";
import { declaring, ranOn, tenantApi, WithoutScope } from "../../support/tenant/hookedTenant.ts";
import type { Answers } from "../../support/tenant/hookedTenant.ts";
import type { Plan } from "../../../mfa/plan.ts";
import type { MfaState } from "../../../mfa/MfaState.ts";

const bindings = "GET /actions/triggers/post-login/bindings";
const name = "Ask for MFA";

/** A tenant with this code in its login flow, deployed. */
const running = (code: string, more: object = {}): Answers => ({
  [bindings]: { bindings: [{ action: { id: "act_1" } }] },
  "GET /actions/actions": { actions: [{ id: "act_1", name, deployed_version: { code, ...more } }] },
});
const asking = 'exports.onExecutePostLogin = async (_, api) => api.multifactor.enable("any");';
const asksForMfa = running(asking);

/** A tenant with policy Never and the phone factor on, sent by Twilio. */
const never: Answers = {
  "GET /tenants/settings": {},
  "GET /guardian/policies": [],
  "GET /guardian/factors": [{ name: "sms", enabled: true }],
  "GET /guardian/factors/phone/message-types": { message_types: ["sms"] },
  "GET /branding/phone/providers": {
    providers: [{ id: "pro_1", name: "twilio", configuration: { delivery_methods: ["text"] } }],
  },
};

const voice = declaring({
  mfa: {
    policy: "never",
    factors: { sms: true },
    deliveryMethods: undefined,
    sender: { kind: "twilio", deliveryMethods: ["voice"], supports: ["sms", "voice"] },
  },
});
const olds = { name: "twilio", configuration: { deliveryMethods: ["text"] } };
const otpOff = declaring({
  mfa: { policy: "never", factors: { otp: false }, deliveryMethods: undefined, sender: undefined },
});
const otpOnly = {
  ...never,
  "GET /guardian/factors": [
    { name: "sms", enabled: false },
    { name: "otp", enabled: true },
  ],
};

/** Writes that remove something that users with a required code need. */
const taking: [what: string, hook: Hook, answers: Answers, step: Partial<HookStep>][] = [
  ["the phone factor", factorRemoval, never, { declared: declaring() }],
  ["the sender", senderRemoval, never, { id: "pro_1", declared: declaring() }],
  ["the sender's delivery method", sender, never, { olds, declared: voice }],
  [
    "the last factor",
    mfa,
    otpOnly,
    { news: { policy: "never", otp: false }, olds: { policy: "never", otp: true }, declared: otpOff },
  ],
];

describe.each(taking)("%s, with policy Never", (_, hook, answers, step) => {
  const withoutIt = (declared: HookStep["declared"] | undefined) => ({
    ...(declared ?? declaring()),
    actionsWithoutMfa: [name],
  });

  test("is kept while a deployed Action of the login flow may require MFA", async () => {
    const declared = { ...(step.declared ?? declaring()), actionsWithoutMfa: ["Another"] };
    const ran = ranOn(hook, { ...answers, ...asksForMfa }, { ...step, declared });
    await expect(ran).rejects.toThrow(
      /The Action "Ask for MFA" in the login flow may require MFA.*pulumi config set --path --type string 'actionsWithoutMfa\[1\]' 'Ask for MFA' --stack dev\./,
    );
  });

  test.each<[string, object]>([
    ["an Action module", { modules: [{ module_name: "step-up" }] }],
    ["an npm package", { dependencies: [{ name: "step-up", version: "1.0.0" }] }],
  ])("stays while such an Action gives its api to %s", async (__, uses) => {
    const login = running(
      'exports.onExecutePostLogin = (event, api) => require("step-up")(event, api);',
      uses,
    );
    await expect(ranOn(hook, { ...answers, ...login }, step)).rejects.toThrow(
      /"Ask for MFA" .* may require MFA/,
    );
  });

  test.each<[string, Answers]>([
    ["there is no Action", {}],
    [
      "the Action is a draft",
      { ...asksForMfa, "GET /actions/actions": { actions: [{ id: "act_1", name }] } },
    ],
    [
      "the Action is not in the flow",
      { ...asksForMfa, [bindings]: { bindings: [{ action: { id: "act_2" } }] } },
    ],
    ["the Action calls no MFA function", running('api.idToken.setCustomClaim("a", 1);')],
    ["the Action passes its api to its own code alone", running("claims(event, api);")],
    ["the Action keeps its api from its modules", running("api.access.deny(mod.why);", { modules: [{}] })],
  ])("is removed if %s", async (__, login) => {
    expect((await ranOn(hook, { ...answers, ...login }, step)).warned).toEqual([]);
  });

  test("is removed if the configuration declares that the Action requires no MFA", async () => {
    await ranOn(hook, { ...answers, ...asksForMfa }, { ...step, declared: withoutIt(step.declared) });
  });

  test("is removed with a warning if the token may not read Actions", async () => {
    const { warned } = await ranOn(hook, { ...answers, [bindings]: new WithoutScope("read:actions") }, step);
    expect(warned).toEqual([expect.stringMatching(/lacks the scope read:actions/)]);
  });
});

test("several such Actions are named, each with what lists it", async () => {
  const actions = ["First", "Second"].map((one) => ({
    id: one,
    name: one,
    deployed_version: { code: asking },
  }));
  const flow = {
    [bindings]: { bindings: actions.map(({ id }) => ({ action: { id } })) },
    "GET /actions/actions": { actions },
  };
  await expect(ranOn(factorRemoval, { ...never, ...flow }, { declared: declaring() })).rejects.toThrow(
    /"First" .* may require MFA.* "Second" .* may require MFA.* Fix: remove them from the login flow, or, if they never require MFA, pulumi config .*\[0\]' First --stack dev and pulumi config .*\[1\]' Second --stack dev\.$/,
  );
});

describe("a plan that depends on whether an Action requires MFA", () => {
  const open: Plan = { writes: [{ set: "policy", policy: "never" }] };
  const careful: Plan = { writes: [{ set: "factor", factor: "otp", enabled: true }, ...open.writes] };
  const refused: Plan = { refused: [{ cause: "no-sender" }] };
  const refusedToo: Plan = { refused: [{ cause: "factor-off" }] };
  const state = { policy: "never", factors: {}, deliveryMethods: [], sender: "none" } as MfaState;
  /** What is done if the plan is `without` an Action, and `withOne` if one may require MFA. */
  const done = (without: Plan, withOne: Plan, answers: Answers) => {
    const { api } = tenantApi(answers);
    const tenant = new TenantCalls(api, "", { tell: undefined, warn: () => undefined });
    return planned({ tenant, declared: declaring() }, state, ({ mfaActions = [] }) =>
      mfaActions.length === 0 ? without : withOne,
    );
  };

  test.each<[string, Plan, Plan, Answers, Plan]>([
    ["no Action", open, careful, {}, open],
    ["an Action", open, careful, asksForMfa, careful],
    ["an Action, if nothing is safe without it either", refused, refusedToo, asksForMfa, refusedToo],
  ])("with %s", async (_, without, withOne, answers, plan) => {
    expect(await done(without, withOne, answers)).toEqual(plan);
  });

  test("is rejected with the name of the Action that is the reason", async () => {
    await expect(done(open, refused, asksForMfa)).rejects.toThrow(/"Ask for MFA"/);
  });
});

test("a change that removes nothing does not read Actions", async () => {
  const step = {
    news: { policy: "never", phone: { enabled: true, messageTypes: ["sms"] } },
    olds: { policy: "all-applications", phone: { enabled: true, messageTypes: ["sms"] } },
    declared: declaring({ mfa: { ...declaring().phone?.mfa, policy: "never" } as never }),
  };
  const { calls } = await ranOn(mfa, { ...never, "GET /guardian/policies": ["all-applications"] }, step);
  expect(calls.filter((call) => call.includes("/actions/"))).toEqual([]);
});

describe("a preview lists the Actions that may still require MFA", () => {
  const told = async (step: Partial<HookStep>) =>
    (await ranOn(mfaByAction, asksForMfa, { ...step, isPreview: true })).warned;
  const sentence = `The Action ${JSON.stringify(name)} in the login flow may require MFA, regardless of the MFA policy.`;
  const always = { policy: "all-applications", otp: true };

  test.each<[string, Partial<HookStep>]>([
    ["the policy is lowered to Never", { olds: always, news: { ...always, policy: "never" } }],
    ["a factor is turned off", { olds: always, news: { ...always, otp: false } }],
    ["the stack stops declaring its MFA", { olds: always, declared: declaring() }],
    ...(["policy", "factor", "sender"] as const).map((part): [string, Partial<HookStep>] => [
      `the stack stops declaring its MFA, and manages only the ${part}`,
      { olds: always, declared: declaring({ managed: [part] }) },
    ]),
  ])("if %s", async (_, step) => {
    expect(await told(step)).toEqual([sentence]);
  });

  test.each<[string, Partial<HookStep>]>([
    ["nothing is removed", { olds: always, news: { ...always, email: true } }],
    ["it is new", { news: { policy: "never", otp: false } }],
    ["the policy stays Never", { olds: { policy: "never" }, news: { policy: "never", email: true } }],
    ["all of it is no longer managed", { olds: always, declared: declaring({ managed: ["application"] }) }],
    ["it was off before", { olds: { ...always, otp: false }, news: { ...always, otp: false } }],
  ])("unless %s", async (_, step) => {
    expect(await told(step)).toEqual([]);
  });
});
