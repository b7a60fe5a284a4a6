import { describe, expect, test } from "vitest";
import { sender } from "../../../components/hooks/sender.ts";
import { declaring, plivo, ranOn } from "../../support/tenant/hookedTenant.ts";
import type { Answers } from "../../support/tenant/hookedTenant.ts";

const provider = (...methods: string[]) => ({
  providers: [{ id: "pro_1", name: "twilio", configuration: { sid: "AC0", delivery_methods: methods } }],
});

/** A tenant that requires a code of everybody, by these methods, with a provider that sends these. */
const required = (offered: string[], ...sent: string[]): Answers => ({
  "GET /guardian/policies": ["all-applications"],
  "GET /guardian/factors": [{ name: "sms", enabled: true }],
  "GET /guardian/factors/phone/message-types": { message_types: offered },
  "GET /branding/phone/providers": provider(...sent),
});

const declared = (...methods: ("sms" | "voice")[]) =>
  declaring({
    mfa: {
      policy: "always",
      factors: { sms: true },
      deliveryMethods: methods,
      sender: { kind: "twilio", deliveryMethods: methods, supports: ["sms", "voice"] },
    },
  });

const olds = (...deliveryMethods: string[]) => ({ name: "twilio", configuration: { deliveryMethods } });

const types = (...methods: string[]) =>
  `PUT /guardian/factors/phone/message-types ${JSON.stringify({ message_types: methods })}`;

const bodyOf = (write = ""): unknown => JSON.parse(write.slice(write.indexOf("{")));

describe("before the phone provider is written", () => {
  test("on creation, nothing else is read if the tenant never asks for a code", async () => {
    const ran = await ranOn(sender, { "GET /guardian/policies": [] }, { declared: declared("sms") });
    expect(ran.calls.map((call) => call.split("?")[0])).toEqual([
      "GET /guardian/policies",
      "GET /actions/triggers/post-login/bindings",
    ]);
  });

  test("a delivery method that it loses is removed from the factor first", async () => {
    const step = { olds: olds("text", "voice"), declared: declared("sms") };
    const { writes } = await ranOn(sender, required(["sms", "voice"], "text", "voice"), step);
    expect(writes).toEqual([types("sms")]);
  });

  test("if its delivery method changes, it has both until the factor has changed", async () => {
    const step = { olds: olds("text"), declared: declared("voice") };
    const { writes, told } = await ranOn(sender, required(["sms"], "text"), step);
    expect(writes[0]).toMatch(/^PATCH \/branding\/phone\/providers\/pro_1 /);
    expect(bodyOf(writes[0])).toEqual({
      name: "twilio",
      disabled: false,
      configuration: { sid: "AC1", default_from: "+1", delivery_methods: ["text", "voice"] },
      credentials: { auth_token: "new-token" },
    });
    expect(writes.slice(1)).toEqual([types("voice")]);
    expect(told[0]).toBe("phone provider set to SMS and voice");
  });

  test("what the provider would not write, because the state has it already, is written", async () => {
    const step = { olds: olds("text"), declared: declared("sms") };
    const { writes } = await ranOn(sender, required(["voice"], "voice"), step);
    const sent = writes.flatMap((write) => /"delivery_methods":(\[.*?\])/.exec(write)?.[1] ?? []);
    expect(sent).toEqual(['["text","voice"]', '["text"]']);
    expect(writes).toContain(types("sms"));
  });

  test("an added delivery method needs no write", async () => {
    const step = { olds: olds("text"), declared: declared("sms", "voice") };
    expect((await ranOn(sender, required(["sms"], "text"), step)).writes).toEqual([]);
  });

  test("reports a missing provider that the state still has, with a fix", async () => {
    const answers = { ...required(["sms"]), "GET /branding/phone/providers": { providers: [] } };
    const step = { olds: olds("text"), declared: declared("voice") };
    await expect(ranOn(sender, answers, step)).rejects.toThrow(
      /no longer has a phone provider\. Fix: pulumi refresh/,
    );
  });

  test("the Action that sends for it is deployed", async () => {
    const built = { id: "a1", name: "Ours", code: "code", status: "built" };
    const answers = {
      "GET /guardian/policies": [],
      "GET /actions/actions": { actions: [built] },
      "GET /actions/actions/a1": { ...built, deployed_version: { code: "code", deployed: true } },
    };
    const { writes } = await ranOn(sender, answers, { declared: declaring({ sender: plivo }) });
    expect(writes).toEqual(["POST /actions/actions/a1/deploy"]);
  });
});
