import { describe, expect, test } from "vitest";
import * as delivery from "../../../components/hooks/deliveryInAdvance.ts";
import * as twilio from "../../../components/hooks/twilioInAdvance.ts";
import { tenantThatAnswers } from "../../support/tenant/ownResourceTenant.ts";

describe("Twilio's settings on a legacy tenant", () => {
  const path = "/guardian/factors/sms/providers/twilio";
  const settings = { sid: "AC1", auth_token: "t", from: "+1" };

  test("that are there are not sent", async () => {
    const calls = await tenantThatAnswers({ [`GET ${path}`]: { ...settings, messaging_service_sid: null } });
    await twilio.create({ settings });
    expect(calls).toEqual([`GET ${path}`]);
  });

  test("that differ are sent", async () => {
    const calls = await tenantThatAnswers({ [`GET ${path}`]: { ...settings, auth_token: "other" } });
    expect(await twilio.update("twilio", { settings }, { settings })).toEqual({ outs: { settings } });
    expect(calls[1]).toBe(`PUT ${path} ${JSON.stringify(settings)}`);
  });

  test("are a change where one is another", async () => {
    expect(await twilio.diff("twilio", { settings }, { settings })).toEqual({ changes: false });
    const other = { settings: { sid: "AC1", auth_token: "t", messaging_service_sid: "MG1" } };
    expect(await twilio.diff("twilio", { settings }, other)).toEqual({ changes: true });
  });
});

describe("delivery", () => {
  const providers = (name: string, ...methods: string[]) => ({
    providers: [{ id: "pro_1", name, configuration: { sid: "AC1", delivery_methods: methods } }],
  });
  const factor = [{ name: "sms", enabled: true }];
  const update = async (olds: ("sms" | "voice")[], news: ("sms" | "voice")[], answers: object) => {
    const calls = await tenantThatAnswers({ "GET /guardian/factors": factor, ...answers });
    await delivery.update("delivery", { delivery: olds }, { delivery: news });
    return calls.filter((call) => !call.startsWith("GET"));
  };

  test("that only grows is left to the provider and then the factor", async () => {
    expect(await update(["sms"], ["sms", "voice"], {})).toEqual([]);
  });

  test("that moves: the provider learns the new way, then the factor forgets the old one", async () => {
    const calls = await update(["sms"], ["voice"], {
      "GET /branding/phone/providers": providers("twilio", "text"),
    });
    expect(calls).toEqual([
      'PATCH /branding/phone/providers/pro_1 {"configuration":{"sid":"AC1","delivery_methods":["text","voice"]}}',
      'PUT /guardian/factors/phone/message-types {"message_types":["voice"]}',
    ]);
  });

  test.each([
    ["a provider that has the way", providers("twilio", "text", "voice")],
    ["a provider of another kind", providers("custom", "text")],
    ["no provider", {}],
  ])("that shrinks, with %s: only the factor is told", async (_, present) => {
    expect(await update(["sms", "voice"], ["sms"], { "GET /branding/phone/providers": present })).toEqual([
      'PUT /guardian/factors/phone/message-types {"message_types":["sms"]}',
    ]);
  });

  test("of a factor that is off is not set", async () => {
    const answers = { "GET /branding/phone/providers": {}, "GET /guardian/factors": [] };
    expect(await update(["sms", "voice"], ["sms"], answers)).toEqual([]);
  });

  test("is a change, at creation a note", async () => {
    expect(await delivery.create({ delivery: ["sms"] })).toMatchObject({ outs: { delivery: ["sms"] } });
    const diff = (to: ("sms" | "voice")[]) =>
      delivery.diff("delivery", { delivery: ["sms"] }, { delivery: to });
    expect([await diff(["sms"]), await diff(["voice"])]).toEqual([{ changes: false }, { changes: true }]);
  });
});
