import { describe, expect, test } from "vitest";
import { ApiError, InitializationError } from "../../../../sandbox/plugins/bridge/errors.ts";
import { create } from "../../../../sandbox/plugins/bridge/lifecycle/create.ts";
import { read } from "../../../../sandbox/plugins/bridge/lifecycle/read.ts";
import { update } from "../../../../sandbox/plugins/bridge/lifecycle/update.ts";
import { action } from "../../../../sandbox/plugins/auth0/resources/action.ts";
import { client } from "../../../../sandbox/plugins/auth0/resources/client.ts";
import { guardian } from "../../../../sandbox/plugins/auth0/resources/guardian.ts";
import { phoneProvider } from "../../../../sandbox/plugins/auth0/resources/phoneProvider.ts";
import { triggerAction } from "../../../../sandbox/plugins/auth0/resources/triggerAction.ts";
import { triggerActions } from "../../../../sandbox/plugins/auth0/resources/triggerActions.ts";
import type { Value } from "../../../../sandbox/plugins/bridge/schema/value.ts";
import { fakeApi, forbidden } from "./fakeApi.ts";

const request = { urn: "urn:pulumi:s::p::t::n", type: "t", name: "n" };

const factors = (sms: boolean): Record<string, Value> => ({
  "GET /guardian/policies": ["all-applications"],
  "GET /guardian/factors": [
    { name: "sms", enabled: sms },
    { name: "otp", enabled: false },
  ],
  "GET /guardian/factors/phone/message-types": { message_types: ["sms"] },
  "GET /tenants/settings": { phone_consolidated_experience: true },
});

const wanted = { policy: "all-applications", phone: { enabled: true, messageTypes: ["sms"] } };

describe("Guardian", () => {
  test("writes the policy before the factor", async () => {
    const api = fakeApi(factors(true));
    await create(guardian, api, { ...request, properties: wanted, preview: false });
    expect(api.calls.filter((call) => call.startsWith("PUT"))).toEqual([
      'PUT /guardian/policies ["all-applications"]',
      'PUT /guardian/factors/sms {"enabled":true}',
      'PUT /guardian/factors/phone/message-types {"message_types":["sms"]}',
    ]);
  });

  test("continues after a failed step, and records the desired values as written", async () => {
    const api = fakeApi({ ...factors(false), "PUT /guardian/policies": forbidden });
    const failure = await create(guardian, api, { ...request, properties: wanted, preview: false }).catch(
      (thrown: unknown) => thrown,
    );
    expect(failure).toBeInstanceOf(InitializationError);
    expect(failure).toMatchObject({
      message:
        "creating urn:pulumi:s::p::t::n: 1 error occurred:\n\t* 1 error occurred:\n\t* 403 Forbidden: Insufficient scope\n\n\n\n",
      properties: {
        policy: "all-applications",
        phone: { enabled: true, messageTypes: ["sms"], provider: "" },
      },
    });
    expect(api.calls).toContain('PUT /guardian/factors/sms {"enabled":true}');
  });

  test("then sends nothing at the next update: the factor stays off", async () => {
    const api = fakeApi(factors(false));
    const state = { ...wanted, id: "terraform-1", phone: { ...wanted.phone, options: null, provider: "" } };
    const change = {
      ...request,
      id: "terraform-1",
      olds: state,
      news: wanted,
      ignoreChanges: [],
      preview: false,
    };
    expect(await update(guardian, api, change)).toMatchObject({ phone: { enabled: false } });
    expect(api.calls.filter((call) => !call.startsWith("GET"))).toEqual([]);
  });

  test("rejects provider and options on a unified tenant, after it wrote policy and factor", async () => {
    const api = fakeApi(factors(true));
    const properties = { policy: "never", phone: { ...wanted.phone, provider: "twilio" } };
    await expect(create(guardian, api, { ...request, properties, preview: false })).rejects.toThrow(
      "provider or options cannot be specified when phone consolidated experience is enabled for tenant",
    );
    expect(api.calls.slice(0, 2)).toEqual([
      "PUT /guardian/policies []",
      'PUT /guardian/factors/sms {"enabled":true}',
    ]);
  });

  test("turns off every factor when deleted, regardless of earlier failures", async () => {
    const api = fakeApi({ "PUT /guardian/policies": forbidden });
    await expect(guardian.delete({ api, id: "i", state: {} })).rejects.toThrow("403 Forbidden");
    expect(api.calls).toHaveLength(9);
  });

  test.each<[string, Value, object]>([
    [
      "twilio",
      { auth_token: "tok", from: "+15005550006", sid: "AC1" },
      { authToken: "tok", from: "+15005550006", sid: "AC1" },
    ],
    ["phone-message-hook", null, { authToken: "", from: "", sid: "" }],
  ])(
    "reads the sender and texts of a legacy tenant that sends with %s",
    async (provider, settings, options) => {
      const api = fakeApi({
        ...factors(true),
        "GET /tenants/settings": { phone_consolidated_experience: false },
        "GET /guardian/factors/phone/selected-provider": { provider },
        "GET /guardian/factors/sms/templates": { enrollment_message: "e", verification_message: "v" },
        ...(settings && { "GET /guardian/factors/sms/providers/twilio": settings }),
      });
      const read = await guardian.read({ api, id: "any", state: {} });
      expect(read?.["phone"]).toMatchObject({
        provider,
        messageTypes: ["sms"],
        options: { ...options, enrollmentMessage: "e", verificationMessage: "v" },
      });
    },
  );

  test.each([
    ["webauthnRoaming", "webauthn-roaming"],
    ["webauthnPlatform", "webauthn-platform"],
    ["duo", "duo"],
    ["push", "push-notification"],
  ])("turns %s on and off", async (property, factor) => {
    for (const enabled of [true, false]) {
      const api = fakeApi(factors(true));
      const properties = { ...wanted, [property]: { enabled } };
      await create(guardian, api, { ...request, properties, preview: false });
      expect(api.calls).toContain(`PUT /guardian/factors/${factor} {"enabled":${enabled}}`);
    }
  });

  test("rejects the settings of a factor that it only turns on and off", async () => {
    const properties = { ...wanted, duo: { enabled: true, hostname: "api.duo.example" } };
    await expect(
      create(guardian, fakeApi(factors(true)), { ...request, properties, preview: false }),
    ).rejects.toThrow("the local auth0 plugin does not have Guardian.duo.hostname; install the official one");
  });

  test("reads the live settings for an unknown ID", async () => {
    const api = fakeApi(factors(true));
    const { id, properties, inputs } = await read(guardian, api, {
      ...request,
      id: "any",
      properties: {},
      inputs: {},
    });
    expect({ id, policy: properties["policy"], phone: properties["phone"] }).toEqual({
      id: "any",
      policy: "all-applications",
      phone: { enabled: true, messageTypes: ["sms"], options: null, provider: "" },
    });
    expect(inputs["phone"]).toEqual({ __defaults: [], enabled: true, messageTypes: ["sms"] });
  });
});

describe("PhoneProvider", () => {
  const inputs = { name: "custom", configuration: { deliveryMethods: ["voice", "text"] }, credentials: {} };
  const found = {
    id: "pro_1",
    name: "custom",
    channel: "phone",
    tenant: "t",
    configuration: { delivery_methods: ["text"] },
  };

  test("adopts the existing one", async () => {
    const api = fakeApi({
      "GET /branding/phone/providers": { providers: [{ id: "pro_1" }] },
      "GET /branding/phone/providers/pro_1": found,
    });
    const created = await create(phoneProvider, api, { ...request, properties: inputs, preview: false });
    expect(created.id).toBe("pro_1");
    expect(api.calls[1]).toBe(
      'PATCH /branding/phone/providers/pro_1 {"configuration":{"delivery_methods":["text","voice"]},"credentials":{},"name":"custom"}',
    );
  });

  test("reads what the tenant omits as false or empty", async () => {
    const api = fakeApi({ "GET /branding/phone/providers/pro_1": found });
    expect(await phoneProvider.read({ api, id: "pro_1", state: {} })).toMatchObject({
      disabled: false,
      configuration: { sid: "", defaultFrom: "", deliveryMethods: ["text"] },
    });
  });

  test("is missing if the tenant does not have it", async () => {
    const properties = { id: "pro_2", ...inputs };
    const answer = await read(phoneProvider, fakeApi({}), { ...request, id: "pro_2", properties, inputs });
    expect(answer.id).toBe("");
  });
});

describe("a resource that disappears", () => {
  const { urn } = request;
  const properties = { name: "App" };

  test("while it is created is not kept", async () => {
    const api = fakeApi({ "POST /clients": { client_id: "abc" } });
    await expect(create(client, api, { ...request, properties, preview: false })).rejects.toThrow(
      new Error(`expected non-nil error with nil state during Create of ${urn}`),
    );
  });

  test.each([
    ["before it is updated", { "PATCH /clients/abc": new ApiError(404, "Not Found", "No client") }],
    ["while it is updated", { "PATCH /clients/abc": {} }],
  ])("%s is reported with the command that repairs the stack", async (_, answers) => {
    const change = { ...request, id: "abc", olds: properties, news: { name: "New" }, ignoreChanges: [] };
    await expect(update(client, fakeApi(answers), { ...change, preview: false })).rejects.toThrow(
      new Error(
        `Resource provider reported that the resource did not exist while updating ${urn}.\n\n` +
          "This is usually a result of the resource having been deleted outside of Pulumi, and can often be " +
          "fixed by running `pulumi refresh` before updating.",
      ),
    );
  });
});

describe("an invalid ID", () => {
  test.each([action, client, phoneProvider, triggerActions])(
    "reaches no other resource",
    async (resource) => {
      const api = fakeApi({});
      await resource.read({ api, id: "a/../b?c#d", state: {} });
      expect(api.calls[0]).toContain("/a%2F..%2Fb%3Fc%23d");
    },
  );
});

describe("the Actions of a trigger", () => {
  const path = "/actions/triggers/post-login/bindings";
  const bound = (id: string): Value => ({ action: { id }, display_name: id });

  test("are read until a page has no total", async () => {
    const api = fakeApi({
      [`GET ${path}?page=0&per_page=100`]: { bindings: [bound("1")], total: 1 },
      [`GET ${path}?page=1&per_page=100`]: { bindings: [] },
    });
    const state = await triggerActions.read({ api, id: "post-login", state: {} });
    expect(state).toEqual({ trigger: "post-login", actions: [{ id: "1", displayName: "1" }] });
    expect(api.calls).toHaveLength(2);
  });

  test("keep the others when one is bound by itself", async () => {
    const api = fakeApi({ [`GET ${path}?per_page=50`]: { bindings: [bound("1")] } });
    const inputs = { trigger: "post-login", actionId: "2", displayName: "two" };
    const ids: string[] = [];
    await triggerAction.create({ api, inputs, planned: inputs, changed: () => true }, (id) => ids.push(id));
    expect(ids).toEqual(["post-login::2"]);
    expect(api.calls[1]).toContain('"value":"1"');
    expect(api.calls[1]).toContain('"value":"2"');
  });
});
