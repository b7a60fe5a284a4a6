import { describe, expect, test } from "vitest";
import * as removals from "../../../components/hooks/removals.ts";
import type { Managed } from "../../../configuration/parts.ts";
import { declaring, InTurn, ranOn } from "../../support/tenant/hookedTenant.ts";
import type { Answers } from "../../support/tenant/hookedTenant.ts";

const settings = { "GET /tenants/settings": {} };
const sending = {
  "GET /branding/phone/providers": {
    providers: [{ id: "pro_1", name: "twilio", configuration: { delivery_methods: ["text"] } }],
  },
};
const byAction = {
  "GET /branding/phone/providers": { providers: [{ id: "pro_1", name: "custom" }] },
  "GET /actions/actions": { actions: [] },
};

/** A tenant with this policy and these factors. */
const tenant = (policies: string[], ...on: string[]): Answers => ({
  ...settings,
  ...sending,
  "GET /guardian/policies": policies,
  "GET /guardian/factors": on.map((name) => ({ name, enabled: true })),
  "GET /guardian/factors/phone/message-types": { message_types: ["sms"] },
});

const always = ["all-applications"];

describe("when a stack stops declaring resources", () => {
  test("its policy is set to Never", async () => {
    const { writes, told } = await ranOn(
      removals.policyRemoval,
      {},
      { declared: declaring({ managed: ["policy"] }) },
    );
    expect(writes).toEqual(["PUT /guardian/policies []"]);
    expect(told).toEqual(["MFA policy set to Never"]);
  });

  describe("and an update leaves its policy out", () => {
    const ran = (policy: string, allowWeakening: boolean) =>
      ranOn(
        removals.policyRemoval,
        {},
        {
          olds: { policy },
          isLeftOut: true,
          declared: declaring({ managed: ["policy"], allowWeakening }),
        },
      );

    test.each(["all-applications", "confidence-score"])("%s is not lowered", async (policy) => {
      await expect(ran(policy, false)).rejects.toThrow(
        /^the program no longer declares the MFA policy, and allowWeakening is not set\. Fix: .* pulumi config set allowWeakening true --stack dev\.$/,
      );
    });

    test.each([
      ["all-applications", true],
      ["never", false],
    ])("%s becomes Never if allowWeakening is %s", async (policy, allowWeakening) => {
      expect((await ran(policy, allowWeakening)).writes).toEqual(["PUT /guardian/policies []"]);
    });
  });

  describe("with an Action in the login flow that may require MFA, its policy", () => {
    const asks = {
      "GET /actions/triggers/post-login/bindings": { bindings: [{ action: { id: "a" } }] },
      "GET /actions/actions": {
        actions: [
          {
            id: "a",
            name: "Ask",
            deployed_version: {
              code: 'exports.onExecutePostLogin = async (_, api) => api.multifactor.enable("any");',
            },
          },
        ],
      },
    };
    const ran = (managed: readonly Managed[], olds: object, ...on: string[]) =>
      ranOn(
        removals.policyRemoval,
        { ...tenant(always, ...on), ...asks },
        {
          olds: { policy: "all-applications", ...olds },
          declared: declaring({ managed }),
        },
      );

    test.each<[string, readonly Managed[], object, string[]]>([
      ["the phone factor", ["policy", "factor"], {}, ["sms"]],
      ["the sender, while the phone factor is on", ["policy", "sender"], {}, ["sms"]],
      ["the only other factor", ["policy", "otp"], { otp: true }, ["otp"]],
      ["all factors", ["policy", "factor", "otp"], { otp: true }, ["sms", "otp"]],
    ])("stays if the stack would also remove what users need: %s", async (_, managed, olds, on) => {
      await expect(ran(managed, olds, ...on)).rejects.toThrow(/"Ask" in the login flow may require MFA/);
    });

    test.each<[string, readonly Managed[], object, string[]]>([
      ["it manages nothing else", ["policy"], {}, ["sms"]],
      ["another factor stays on", ["policy", "factor"], {}, ["sms", "otp"]],
      ["the phone factor is off", ["policy", "sender"], {}, ["otp"]],
    ])("is set to Never if %s", async (_, managed, olds, on) => {
      expect((await ran(managed, olds, ...on)).writes).toEqual(["PUT /guardian/policies []"]);
    });
  });

  test("its factor is turned off", async () => {
    expect((await ranOn(removals.factorRemoval, tenant([], "sms"))).writes).toEqual([
      'PUT /guardian/factors/sms {"enabled":false}',
    ]);
  });

  test("the other factors that it turned on and still manages are turned off", async () => {
    const olds = { otp: true, recoveryCode: true, email: false, webauthnRoaming: { enabled: true } };
    const managed = ["policy", "otp", "email", "webauthn-roaming"] as const;
    const answers = tenant([], "sms", "otp", "recovery-code", "email", "webauthn-roaming");
    const ran = (named: readonly Managed[]) =>
      ranOn(removals.otherFactorsRemoval, answers, { olds, declared: declaring({ managed: named }) });
    expect((await ran(managed)).writes).toEqual([
      'PUT /guardian/factors/otp {"enabled":false}',
      'PUT /guardian/factors/webauthn-roaming {"enabled":false}',
    ]);
    expect((await ran(["policy"])).calls).toEqual([]);
  });

  test.each<[string, Answers]>([
    ["no user needs it", tenant([], "sms")],
    ["the factor is off", tenant(always, "otp")],
  ])("its sender is deleted if %s", async (_, answers) => {
    const { writes } = await ranOn(removals.senderRemoval, answers, { id: "pro_1" });
    expect(writes).toEqual(["DELETE /branding/phone/providers/pro_1"]);
  });

  test("its templates and its application are deleted by their IDs", async () => {
    expect((await ranOn(removals.templateRemoval, {}, { id: "t 1" })).writes).toEqual([
      "DELETE /branding/phone/templates/t%201",
    ]);
    expect((await ranOn(removals.clientRemoval, {}, { id: "c1" })).writes).toEqual(["DELETE /clients/c1"]);
  });

  test("does not fail on what is already deleted", async () => {
    await ranOn(removals.clientRemoval, { "DELETE /clients/c1": 404 }, { id: "c1" });
  });
});

describe("while a policy that the stack does not manage requires MFA", () => {
  test("the factor stays on unless there is a different factor", async () => {
    await expect(ranOn(removals.factorRemoval, tenant(always, "sms"))).rejects.toThrow(
      /through a policy that this stack does not manage, and there is no other factor\./,
    );
    expect((await ranOn(removals.factorRemoval, tenant(always, "sms", "otp"))).writes).toHaveLength(1);
  });

  test("the last factor stays on if the phone receives no codes", async () => {
    const step = { olds: { otp: true }, declared: declaring({ managed: ["otp"] }) };
    await expect(ranOn(removals.otherFactorsRemoval, tenant(always, "otp"), step)).rejects.toThrow(
      /there is no other factor\./,
    );
    expect(
      (await ranOn(removals.otherFactorsRemoval, tenant(always, "otp", "sms"), step)).writes,
    ).toHaveLength(1);
  });

  test("the sender stays even with a different factor: some users may have enrolled only a phone", async () => {
    for (const factors of [["sms"], ["sms", "otp"]])
      await expect(
        ranOn(removals.senderRemoval, tenant(always, ...factors), { id: "pro_1" }),
      ).rejects.toThrow(
        /still requires MFA.* with the phone factor on\. Fix: set the policy to Never in the dashboard/,
      );
  });

  test("the Action stays if it sends the messages", async () => {
    const olds = { supportedTriggers: { id: "custom-phone-provider" } };
    const step = { id: "a1", olds };
    const sends = { ...tenant(always, "sms"), ...byAction };
    await expect(ranOn(removals.actionRemoval, sends, step)).rejects.toThrow(/still requires MFA/);
    const unused = await ranOn(removals.actionRemoval, tenant(always, "sms"), step);
    expect(unused.writes).toEqual(["DELETE /actions/actions/a1"]);
  });
});

describe("an Action in the flow of a legacy tenant", () => {
  const flow = (...ids: string[]) => ({
    "GET /actions/triggers/send-phone-message/bindings": {
      bindings: ids.map((id) => ({ display_name: `Name of ${id}`, action: { id } })),
    },
    "GET /actions/actions": { actions: [] },
  });
  const selected = (provider: string) => ({
    "GET /guardian/factors/phone/selected-provider": { provider },
    "GET /guardian/factors/phone/providers/twilio": { sid: "AC1", auth_token: "t", from: "+1" },
  });
  const step = { olds: { actionId: "a1" } };
  const legacy = { "GET /tenants/settings": { phone_consolidated_experience: false } };
  const required = { ...tenant(always, "sms"), ...legacy, ...selected("phone-message-hook") };
  const path = "PATCH /actions/triggers/send-phone-message/bindings";

  test("is unbound, and others stay bound", async () => {
    const { writes } = await ranOn(removals.bindingRemoval, { ...required, ...flow("a0", "a1") }, step);
    expect(writes).toEqual([
      `${path} {"bindings":[{"ref":{"type":"action_id","value":"a0"},"display_name":"Name of a0"}]}`,
    ]);
  });

  test("is kept if it is the only Action and sends the messages", async () => {
    await expect(ranOn(removals.bindingRemoval, { ...required, ...flow("a1") }, step)).rejects.toThrow(
      /still requires MFA/,
    );
    const byTwilio = { ...required, ...selected("twilio"), ...flow("a1") };
    expect((await ranOn(removals.bindingRemoval, byTwilio, step)).writes).toEqual([
      `${path} {"bindings":[]}`,
    ]);
  });

  test("is unbound on a tenant that has moved to the unified experience, which sends by its phone provider", async () => {
    const moved = { ...tenant(always, "sms"), ...flow("a1") };
    expect((await ranOn(removals.bindingRemoval, moved, step)).writes).toEqual([`${path} {"bindings":[]}`]);
  });

  test("that is no longer bound does not fail", async () => {
    const answers = {
      ...required,
      "GET /actions/triggers/send-phone-message/bindings": new InTurn({ bindings: [] }),
    };
    expect((await ranOn(removals.bindingRemoval, answers, step)).writes).toEqual([]);
  });
});

const unchanged = "Nothing further was changed.";
test.each([
  ["policyRemoval", unchanged],
  ["factorRemoval", unchanged],
  ["otherFactorsRemoval", unchanged],
  ["senderRemoval", unchanged],
  ["bindingRemoval", unchanged],
  ["actionRemoval", unchanged],
  ["templateRemoval", "Users still get its text."],
  ["clientRemoval", "Users can still sign in to it."],
] as const)("a failed %s reports its consequence, with a fix", (name, consequence) => {
  const fix = "Fix: resolve the error and run the command again.";
  expect(removals[name]).toMatchObject({ consequence, fix });
});

test("a protected resource is rejected without a call, before the engine checks it", async () => {
  await expect(ranOn(removals.protection, {}, { name: "mfa" })).rejects.toThrow("mfa is protected.");
});
