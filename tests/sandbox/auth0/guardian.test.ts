import { describe, expect, test } from "vitest";
import { newTenant } from "./support.ts";

const twilio = {
  name: "twilio" as const,
  configuration: { sid: "AC1", default_from: "+14155550100", delivery_methods: ["text" as const] },
  credentials: { auth_token: "secret-token" },
};

describe("guardian", () => {
  test("starts with no policy and every factor off, and still accepts Always", async () => {
    const { auth0 } = await newTenant();
    expect(await auth0.guardian.policies.list()).toEqual([]);
    const factors = await auth0.guardian.factors.list();
    expect(factors.map(({ name }) => name)).toEqual([
      "sms",
      "push-notification",
      "otp",
      "email",
      "duo",
      "webauthn-roaming",
      "webauthn-platform",
      "recovery-code",
    ]);
    expect(factors.some(({ enabled }) => enabled)).toBe(false);
    expect(await auth0.guardian.policies.set(["all-applications"])).toEqual(["all-applications"]);
  });

  test("turns a factor on and off, and rejects unknown factors", async () => {
    const { auth0, call } = await newTenant();
    expect(await auth0.guardian.factors.set("sms", { enabled: true })).toEqual({ enabled: true });
    expect((await auth0.guardian.factors.list())[0]).toEqual({
      name: "sms",
      enabled: true,
      trial_expired: false,
    });
    expect((await call("PUT", "/guardian/factors/pigeon", { enabled: true })).status).toBe(404);
    expect((await call("PUT", "/guardian/policies", ["sometimes"])).status).toBe(400);
  });

  test("rejects message types that the phone provider does not deliver", async () => {
    const { auth0, call } = await newTenant();
    await auth0.branding.phone.providers.create(twilio);
    await auth0.guardian.factors.phone.setMessageTypes({ message_types: ["sms"] });
    const voice = await call("PUT", "/guardian/factors/phone/message-types", {
      message_types: ["sms", "voice"],
    });
    expect(voice.body).toEqual({
      statusCode: 409,
      error: "Conflict",
      message: "Message Type is not supported by the configured phone provider",
    });
    expect((await auth0.guardian.factors.phone.getMessageTypes()).message_types).toEqual(["sms"]);
  });

  test("rejects the older phone calls on a unified tenant, also reads", async () => {
    const { call } = await newTenant();
    for (const name of ["phone", "sms"]) {
      for (const what of ["selected-provider", "templates", "providers/twilio"]) {
        const { body } = await call("GET", `/guardian/factors/${name}/${what}`);
        expect(body).toMatchObject({
          statusCode: 403,
          message:
            "Insufficient privileges to use this deprecated feature. To handle Phone Provider/Templates refer to Tenant Phone Settings",
        });
      }
    }
  });

  test("accepts them on a legacy tenant, under both names, and returns the auth token", async () => {
    const { auth0, call } = await newTenant({ phoneExperience: "legacy" });
    await auth0.guardian.factors.phone.setProvider({ provider: "phone-message-hook" });
    expect((await call("GET", "/guardian/factors/sms/selected-provider")).body).toEqual({
      provider: "phone-message-hook",
    });
    await call("PUT", "/guardian/factors/sms/providers/twilio", {
      sid: "AC1",
      auth_token: "t",
      from: "+1",
      messaging_service_sid: null,
    });
    expect((await call("GET", "/guardian/factors/phone/providers/twilio")).body).toEqual({
      sid: "AC1",
      auth_token: "t",
      from: "+1",
    });
    const templates = { enrollment_message: "{{code}} a", verification_message: "{{code}} b" };
    await auth0.guardian.factors.phone.setTemplates(templates);
    expect((await call("GET", "/guardian/factors/sms/templates")).body).toEqual(templates);
  });

  test("becomes legacy or unified with the tenant's flag", async () => {
    const { auth0, call } = await newTenant();
    await auth0.tenants.settings.update({ phone_consolidated_experience: false });
    expect((await call("GET", "/guardian/factors/phone/selected-provider")).status).toBe(200);
  });

  test("keeps Duo and WebAuthn settings", async () => {
    const { auth0, call } = await newTenant();
    await auth0.guardian.factors.duo.settings.set({ ikey: "i", skey: "s", host: "h" });
    expect(await auth0.guardian.factors.duo.settings.update({ host: "h2" })).toEqual({
      ikey: "i",
      skey: "s",
      host: "h2",
    });
    const path = "/guardian/factors/webauthn-roaming/settings";
    await call("PATCH", path, { userVerification: "required" });
    expect((await call("GET", path)).body).toMatchObject({
      userVerification: "required",
      overrideRelyingParty: false,
    });
  });
});

describe("phone providers and templates", () => {
  test("allows one provider, and never returns its credentials", async () => {
    const { auth0, call } = await newTenant();
    const provider = await auth0.branding.phone.providers.create(twilio);
    expect(JSON.stringify([provider, await auth0.branding.phone.providers.list()])).not.toContain(
      "secret-token",
    );
    expect((await call("POST", "/branding/phone/providers", twilio)).status).toBe(409);
    await auth0.branding.phone.providers.delete(provider.id ?? "");
    expect((await auth0.branding.phone.providers.list()).providers).toEqual([]);
  });

  test.each([
    [
      { ...twilio, credentials: undefined },
      "Payload validation error: 'Missing required property: credentials'.",
    ],
    [
      { ...twilio, configuration: { sid: "AC1", delivery_methods: ["text"] } },
      "Bad Operation on Notification Resource",
    ],
    [
      { ...twilio, configuration: { ...twilio.configuration, mssid: "MG1" } },
      "Bad Operation on Notification Resource",
    ],
  ])("rejects a provider without its required properties: %#", async (body, message) => {
    const { call } = await newTenant();
    expect((await call("POST", "/branding/phone/providers", body)).body).toMatchObject({
      statusCode: 400,
      message,
    });
  });

  test.each([
    [{ to: "5550123" }, "Invalid phone number: 5550123"],
    [{ to: "+14155550123", delivery_method: "voice" }, "Twilio error 20003: Authenticate"],
  ])("reports why a message through a provider is not sent to %j", async (message, reason) => {
    const { auth0, call } = await newTenant();
    const { id = "" } = await auth0.branding.phone.providers.create({
      ...twilio,
      configuration: { ...twilio.configuration, delivery_methods: ["voice"] },
    });
    const path = `/branding/phone/providers/${id}`;
    const refused = await call("POST", `${path}/try`, message);
    expect(refused.body).toMatchObject({ statusCode: 400, message: reason });
    await call("PATCH", path, { disabled: true });
    expect((await call("POST", `${path}/try`, { to: "+14155550123" })).body).toMatchObject({
      statusCode: 400,
      message: "The phone provider is disabled",
    });
  });

  test("requires a deployed Action for a custom provider, and keeps it while it is used", async () => {
    const { auth0, call } = await newTenant();
    const custom = { name: "custom", configuration: { delivery_methods: ["text"] }, credentials: {} };
    expect((await call("POST", "/branding/phone/providers", custom)).body).toMatchObject({
      errorCode: "custom_email_provider_deployed_action_not_found",
    });
    const { id = "" } = await auth0.actions.create({
      name: "Send",
      supported_triggers: [{ id: "custom-phone-provider", version: "v1" }],
      code: "exports.onExecuteCustomPhoneProvider = async () => {};",
      deploy: true,
    });
    expect((await call("POST", "/branding/phone/providers", custom)).status).toBe(201);
    expect((await call("DELETE", `/actions/actions/${id}`)).status).toBe(409);
  });

  test("rejects a template that is not Liquid, and accepts one without the code", async () => {
    const open = "{% if locale contains 'fr' %}{{code}}{% else %}{{code}}";
    const says = "not closed";
    const { call } = await newTenant();
    const template = (text: string, voice?: string) => ({
      type: "otp_enroll",
      content: { body: { text, voice } },
    });
    const path = "/branding/phone/templates";
    for (const body of [template(open), template("{{code}}", open), template("{{code")]) {
      const refused = await call("POST", path, body);
      expect(refused.body).toMatchObject({
        statusCode: 400,
        message: expect.stringContaining(says) as string,
      });
    }
    const { id } = (await call("POST", path, template("Welcome"))).body as { id: string };
    expect((await call("PATCH", `${path}/${id}`, { content: template(open).content })).status).toBe(400);
    expect((await call("GET", `${path}/${id}`)).body).toMatchObject({
      content: { body: { text: "Welcome" } },
    });
  });

  test.each(["phone", "sms"])("a legacy tenant also rejects them, under %s", async (name) => {
    const { call } = await newTenant({ phoneExperience: "legacy" });
    const path = `/guardian/factors/${name}/templates`;
    const right = { enrollment_message: "Welcome", verification_message: "{{code}}" };
    expect((await call("PUT", path, right)).status).toBe(200);
    for (const message of ["enrollment_message", "verification_message"])
      expect((await call("PUT", path, { ...right, [message]: "{% if x %}{{code}}" })).body).toMatchObject({
        statusCode: 400,
        message: `The template ${message} is not valid Liquid: tag {% if x %} not closed, line:1, col:1`,
      });
    expect((await call("GET", path)).body).toEqual(right);
  });

  test("adds the syntax to a template, merges on update, and keeps one of each type", async () => {
    const { auth0, call } = await newTenant();
    const body = {
      type: "otp_enroll" as const,
      content: { body: { text: "Code {{ code }}", voice: "{{ code }}" } },
    };
    const { id = "", content } = await auth0.branding.phone.templates.create(body);
    expect(content.syntax).toBe("liquid");
    expect((await call("POST", "/branding/phone/templates", body)).status).toBe(409);
    const after = await auth0.branding.phone.templates.update(id, {
      content: { body: { text: "New {{ code }}" } },
    });
    expect(after.content.body).toEqual({ text: "New {{ code }}", voice: "{{ code }}" });
    await auth0.branding.phone.templates.delete(id);
    expect((await call("GET", `/branding/phone/templates/${id}`)).status).toBe(404);
    const [reset, tried] = await Promise.all([
      call("PATCH", `/branding/phone/templates/${id}/reset`),
      call("POST", `/branding/phone/templates/${id}/try`),
    ]);
    expect([reset.status, tried.status]).toEqual([405, 405]);
    expect(JSON.stringify(reset.body)).toContain("Resetting a phone template");
    expect(JSON.stringify(tried.body)).toContain("Trying a phone template");
  });
});
