import { describe, expect, test } from "vitest";
import { otherFactorNames } from "../../mfa/factors.ts";
import { obstaclesTo } from "../../mfa/MfaState.ts";
import { mfaStateOfResources } from "../../mfa/ofResources.ts";
import type { MfaResource } from "../../mfa/ofResources.ts";

const resource = (kind: string, name: string, properties: MfaResource["properties"]): MfaResource => ({
  kind,
  name,
  properties,
});
const guardian = (properties: MfaResource["properties"], ...ignored: string[]): MfaResource => ({
  ...resource("Guardian", "mfa", properties),
  ignored,
});
const policy = (value: unknown) => guardian({ policy: value }, "phone");
const factor = (phone: object) => guardian({ phone }, "policy");
const provider = (properties: object) => resource("PhoneProvider", "sender", { ...properties });
const binding = resource("TriggerAction", "send-phone-message", {});
const action = (properties: object = {}) => resource("Action", "custom-phone-provider", { ...properties });

test("without resources, everything is unknown", () => {
  expect(mfaStateOfResources([])).toEqual({
    policy: undefined,
    factors: { sms: undefined },
    deliveryMethods: undefined,
    sender: undefined,
  });
});

test("a deleted resource is known to be missing", () => {
  const absent = [guardian({}), provider({})];
  expect(mfaStateOfResources([], absent)).toMatchObject({
    policy: "never",
    factors: { sms: false },
    sender: "none",
  });
});

test.each([
  ["all-applications", "always"],
  ["confidence-score", "adaptive"],
  ["never", "never"],
  [undefined, "never"],
  ["some-new-policy", "some-new-policy"],
])("a Guardian's policy %s is %s", (value, known) => {
  expect(mfaStateOfResources([policy(value)]).policy).toBe(known);
});

describe("a unified tenant's sender", () => {
  test("is its phone provider, with the provider's names of the delivery methods", () => {
    const configuration = { deliveryMethods: ["text", "voice", "pigeon"] };
    expect(mfaStateOfResources([provider({ name: "twilio", configuration })]).sender).toEqual({
      disabled: false,
      deliveryMethods: ["sms", "voice", "pigeon"],
      action: undefined,
    });
  });

  test("is an Action if the provider is custom", () => {
    const custom = provider({ name: "custom" });
    const deployed = (...others: MfaResource[]) => mfaStateOfResources([custom, ...others]).sender;
    expect(deployed(action())).toMatchObject({ action: { deployed: true, bound: true } });
    expect(deployed(action({ deploy: false }))).toMatchObject({ action: { deployed: false } });
    expect(deployed()).toMatchObject({ action: { deployed: false } });
  });
});

test("a legacy tenant's factor determines its sender, whose Action must be bound", () => {
  const custom = factor({ provider: "phone-message-hook", messageTypes: ["sms"] });
  expect(obstaclesTo(mfaStateOfResources([custom, action(), binding]))).toEqual([]);
  expect(obstaclesTo(mfaStateOfResources([custom, action()]))).toEqual([{ cause: "action-not-bound" }]);
  expect(obstaclesTo(mfaStateOfResources([factor({ provider: "twilio" })]))).toEqual([]);
});

test("a factor is on unless it is disabled", () => {
  expect(mfaStateOfResources([factor({})]).factors).toMatchObject({ sms: true });
  expect(mfaStateOfResources([factor({ enabled: false })]).factors).toMatchObject({ sms: false });
});

test("a factor that is neither declared nor ignored counts as off", () => {
  expect(mfaStateOfResources([guardian({ policy: "all-applications" }, "otp", "push")]).factors).toEqual({
    sms: false,
    otp: undefined,
    "recovery-code": false,
    "webauthn-roaming": false,
    "webauthn-platform": false,
    "push-notification": undefined,
    email: false,
  });
});

test("each factor other than the phone has its own setting", () => {
  const on = {
    otp: true,
    recoveryCode: true,
    email: true,
    webauthnRoaming: { enabled: true },
    webauthnPlatform: {},
    push: { enabled: true, provider: "guardian" },
  };
  const { sms, ...others } = mfaStateOfResources([guardian(on)]).factors;
  expect(sms).toBe(false);
  expect(Object.keys(others)).toEqual(otherFactorNames);
  expect(new Set(Object.values(others))).toEqual(new Set([true]));
  const off = { otp: false, webauthnRoaming: { enabled: false } };
  expect(mfaStateOfResources([guardian(off)]).factors).toMatchObject({
    otp: false,
    "webauthn-roaming": false,
  });
});

test("an ignored factor is unknown, regardless of the Guardian's value", () => {
  const phone = { enabled: false, messageTypes: ["voice"], provider: "phone-message-hook" };
  expect(mfaStateOfResources([guardian({ policy: "all-applications", phone }, "phone", "otp")])).toEqual({
    policy: "always",
    factors: expect.objectContaining({ sms: undefined }) as unknown,
    deliveryMethods: undefined,
    sender: undefined,
  });
});

test("other ignored settings don't affect what is known", () => {
  const held = { policy: "never", phone: { enabled: true, messageTypes: ["sms"] } };
  expect(mfaStateOfResources([guardian(held, "email", "otp")])).toMatchObject({
    policy: "never",
    factors: { sms: true },
    deliveryMethods: ["sms"],
  });
});

test("an Action that the program declares may require MFA once it is in the login flow", () => {
  const asks = action({
    name: "Ask for MFA",
    supportedTriggers: { id: "post-login" },
    code: 'api.multifactor.enable("any");',
  });
  const flow = resource("TriggerActions", "login", { trigger: "post-login" });
  const actionsOf = (...resources: MfaResource[]) => mfaStateOfResources(resources).mfaActions;
  expect(actionsOf(asks, flow)).toEqual(["Ask for MFA"]);
  expect(actionsOf(asks, binding)).toBeUndefined();
  expect(actionsOf(action({ ...asks.properties, deploy: false }), flow)).toBeUndefined();
  expect(actionsOf(action({ ...asks.properties, code: "// multifactor enable" }), flow)).toBeUndefined();
  expect(
    actionsOf(action({ ...asks.properties, supportedTriggers: { id: "send-phone-message" } }), flow),
  ).toBeUndefined();
});
