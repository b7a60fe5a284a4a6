import { describe, expect, test } from "vitest";
import { mfa, previousOf } from "../../../components/hooks/mfa.ts";
import { declaring, plivo, ranOn, twilio } from "../../support/tenant/hookedTenant.ts";
import type { Answers } from "../../support/tenant/hookedTenant.ts";

const sms = (enabled: boolean) => [{ name: "sms", enabled }];
const sending = {
  providers: [{ id: "pro_1", name: "twilio", configuration: { delivery_methods: ["text"] } }],
};

/** An untouched unified tenant, except for its phone provider. */
const fresh: Answers = {
  "GET /guardian/policies": [],
  "GET /guardian/factors": sms(false),
  "GET /branding/phone/providers": sending,
};

/** The same with MFA required of everybody. */
const required: Answers = {
  ...fresh,
  "GET /guardian/policies": ["all-applications"],
  "GET /guardian/factors": sms(true),
  "GET /guardian/factors/phone/message-types": { message_types: ["sms"] },
};

const always = { policy: "all-applications", phone: { enabled: true, messageTypes: ["sms"] } };
const never = { ...always, policy: "never" };

const turnedOn = [
  'PUT /guardian/factors/sms {"enabled":true}',
  'PUT /guardian/factors/phone/message-types {"message_types":["sms"]}',
];
const raised = 'PUT /guardian/policies ["all-applications"]';

describe("before the MFA settings are written", () => {
  test("on creation, the factor is turned on with its methods, and the policy is left to the provider's write", async () => {
    const { writes, told } = await ranOn(mfa, fresh, { news: always, declared: declaring() });
    expect(writes).toEqual(turnedOn);
    expect(told).toEqual(["phone factor turned on", "phone factor set to SMS"]);
  });

  test("after a failed up, everything missing is written, the policy last", async () => {
    const step = { news: always, olds: never, known: always, declared: declaring() };
    expect((await ranOn(mfa, fresh, step)).writes).toEqual([...turnedOn, raised]);
  });

  test("a tenant that matches is only read", async () => {
    const step = { news: always, olds: always, known: always, declared: declaring() };
    expect((await ranOn(mfa, required, step)).writes).toEqual([]);
  });

  test("a policy is lowered only if the change asks for it", async () => {
    const lowered = { ...declaring().phone?.mfa, policy: "never" } as const;
    const declared = declaring({ mfa: { ...declaring().phone?.mfa, ...lowered } as never });
    const asked = await ranOn(mfa, required, { news: never, olds: always, known: always, declared });
    expect(asked.writes).toEqual(["PUT /guardian/policies []"]);
    const unasked = await ranOn(mfa, required, { news: never, olds: never, known: never, declared });
    expect(unasked.writes).toEqual([]);
  });
});

describe("factors other than the phone", () => {
  const factors = (on: Readonly<Record<string, boolean>>): Answers => ({
    ...required,
    "GET /guardian/factors": Object.entries({ sms: true, ...on }).map(([name, enabled]) => ({
      name,
      enabled,
    })),
  });
  const declared = (named: Readonly<Record<string, boolean>>) =>
    declaring({ mfa: { ...declaring().phone?.mfa, factors: { sms: true, ...named } } as never });

  test("are turned on before the provider's write, in the order of their dependencies", async () => {
    const step = {
      news: { ...always, recoveryCode: true, otp: true },
      olds: always,
      known: always,
      declared: declared({ "recovery-code": true, otp: true }),
    };
    const { writes, told } = await ranOn(mfa, factors({ otp: false, "recovery-code": false }), step);
    expect(writes).toEqual([
      'PUT /guardian/factors/otp {"enabled":true}',
      'PUT /guardian/factors/recovery-code {"enabled":true}',
    ]);
    expect(told).toEqual(["factor One-time Password turned on", "factor Recovery Code turned on"]);
  });

  test("that are not listed stay unchanged", async () => {
    const step = { news: always, olds: { ...always, otp: false }, known: always, declared: declared({}) };
    expect((await ranOn(mfa, factors({ otp: true, email: true }), step)).writes).toEqual([]);
  });

  test("that were turned on elsewhere are turned off only if the change asks for it", async () => {
    const off = { ...always, otp: false };
    const ran = (olds: object, known: object) =>
      ranOn(mfa, factors({ otp: true }), {
        news: off,
        olds: { ...always, ...olds },
        known: { ...always, ...known },
        declared: declared({ otp: false }),
      });
    expect((await ran({ otp: true }, { otp: true })).writes).toHaveLength(1);
    expect((await ran({ otp: false }, { otp: true })).writes).toHaveLength(1);
    expect((await ran({ otp: false }, { otp: false })).writes).toEqual([]);
  });

  test("that depend on a missing factor are rejected", async () => {
    const mfaOf = {
      policy: undefined,
      factors: { email: true },
      deliveryMethods: undefined,
      sender: undefined,
    };
    const step = {
      news: { policy: "never", email: true },
      olds: { policy: "never" },
      known: {},
      declared: declaring({ mfa: mfaOf }),
    };
    const alone = { ...fresh, "GET /guardian/factors": sms(false) };
    await expect(ranOn(mfa, alone, step)).rejects.toThrow(/factor Email can't be the only factor/);
    const beside = { ...fresh, "GET /guardian/factors": [...sms(false), { name: "otp", enabled: true }] };
    expect((await ranOn(mfa, beside, step)).writes).toEqual(['PUT /guardian/factors/email {"enabled":true}']);
  });
});

describe("is rejected", () => {
  const olds = { olds: never, known: never };

  test.each<[string, Answers, RegExp]>([
    [
      "while the tenant has no sender",
      { ...fresh, "GET /branding/phone/providers": { providers: [] } },
      /the tenant has no sender/,
    ],
    [
      "while the tenant's provider is disabled",
      {
        ...fresh,
        "GET /branding/phone/providers": { providers: [{ ...sending.providers[0], disabled: true }] },
      },
      /phone provider is disabled/,
    ],
  ])("raising the policy %s: nothing is written", async (_, answers, why) => {
    const step = { news: always, ...olds, declared: declaring() };
    await expect(ranOn(mfa, answers, step)).rejects.toThrow(why);
  });

  test("raising the policy before the declared credentials have reached Auth0, as with --target", async () => {
    const declared = declaring({ haveCredentialsArrived: () => Promise.resolve(false) });
    await expect(ranOn(mfa, fresh, { news: always, ...olds, declared })).rejects.toThrow(
      /declared credentials of the sender have not reached the tenant.* without --target\.$/,
    );
    // A write that raises nothing is not stopped by them.
    const unchanged = { news: always, olds: always, known: always, declared };
    expect((await ranOn(mfa, required, unchanged)).writes).toEqual([]);
  });

  test("a creation over an unmanaged policy that was changed since the program read it", async () => {
    const declared = declaring({ mfa: { ...declaring().phone?.mfa, policy: undefined } as never });
    await expect(ranOn(mfa, required, { news: never, declared })).rejects.toThrow(/changed during this run/);
    expect((await ranOn(mfa, required, { news: always, declared })).writes).toEqual([]);
  });
});

describe("a legacy tenant", () => {
  const legacy: Answers = {
    ...required,
    "GET /guardian/factors/phone/selected-provider": { provider: "twilio" },
    "GET /guardian/factors/phone/providers/twilio": { sid: "AC1", auth_token: "old", from: "+1" },
    "GET /guardian/factors/phone/templates": { enrollment_message: "e", verification_message: "old" },
  };
  const sender = { kind: "twilio", deliveryMethods: ["sms", "voice"], supports: ["sms", "voice"] } as const;
  const declared = declaring({
    phoneExperience: "legacy",
    mfa: { ...declaring().phone?.mfa, sender } as never,
    sender: twilio,
  });
  const phone = { enabled: true, messageTypes: ["sms"], provider: "twilio" };
  const news = {
    policy: "all-applications",
    phone: { ...phone, options: { enrollmentMessage: "e", verificationMessage: "v" } },
  };

  test("gets a token and texts that never reached it, although the provider assumes that they were written", async () => {
    const { writes } = await ranOn(mfa, legacy, { news, olds: news, known: news, declared });
    expect(writes).toEqual([
      'PUT /guardian/factors/sms/providers/twilio {"sid":"AC1","auth_token":"new-token","from":"+1"}',
      'PUT /guardian/factors/sms/templates {"enrollment_message":"e","verification_message":"v"}',
    ]);
  });

  test.each([
    [{ enrollmentMessage: "new" }, ['PUT /guardian/factors/sms/templates {"enrollment_message":"new"}']],
    [{ verificationMessage: "new" }, ['PUT /guardian/factors/sms/templates {"verification_message":"new"}']],
    [{}, []],
  ])("gets the declared texts: %j", async (options, writes) => {
    const one = { ...news, phone: { ...phone, options } };
    const ran = await ranOn(mfa, legacy, { news: one, olds: one, known: one, declared });
    expect(ran.writes.filter((call) => call.includes("/templates"))).toEqual(writes);
  });

  test("gets Twilio's settings before it selects Twilio", async () => {
    const byAction: Answers = {
      ...legacy,
      "GET /guardian/factors/phone/selected-provider": { provider: "phone-message-hook" },
      "GET /actions/actions": { actions: [] },
      "GET /actions/triggers/send-phone-message/bindings": { bindings: [] },
    };
    const before = { ...news, phone: { ...news.phone, provider: "phone-message-hook" } };
    const { writes } = await ranOn(mfa, byAction, { news, olds: before, known: before, declared });
    expect(writes.map((call) => call.split(" ").slice(0, 2).join(" "))).toEqual([
      "PUT /guardian/factors/sms/templates",
      "PUT /guardian/factors/sms/providers/twilio",
      "PUT /guardian/factors/phone/selected-provider",
    ]);
  });

  test("selects an Action that its own resources have deployed and bound", async () => {
    const action = { kind: "action", deliveryMethods: ["sms"], supports: ["sms"] } as const;
    const byPlivo = declaring({
      phoneExperience: "legacy",
      mfa: { ...declaring().phone?.mfa, sender: action } as never,
      sender: plivo,
    });
    const { writes } = await ranOn(mfa, legacy, { news: {}, olds: news, known: news, declared: byPlivo });
    expect(writes).toEqual([
      'PUT /guardian/factors/phone/selected-provider {"provider":"phone-message-hook"}',
    ]);
  });
});

test("the previous state is the stronger of the stack's inputs and the provider's state after a failure", () => {
  expect(previousOf({}, {})).toBeUndefined();
  expect(previousOf(never, always)).toMatchObject({ policy: "always", factors: { sms: true } });
  expect(previousOf(always, never)?.policy).toBe("always");
  const off = { policy: "never", phone: { enabled: false } };
  expect(previousOf(off, off)?.factors).toEqual({ sms: false });
  expect(previousOf(off, always)?.factors).toEqual({ sms: true });
  expect(previousOf({ policy: "never" }, {})?.factors).toEqual({});
  expect(previousOf({ ...always, phone: { provider: "twilio" } }, {})?.sender?.kind).toBe("twilio");
  expect(previousOf({ ...always, phone: { provider: "phone-message-hook" } }, {})?.sender?.kind).toBe(
    "action",
  );
  expect(previousOf(always, always)?.sender).toBeUndefined();
});
