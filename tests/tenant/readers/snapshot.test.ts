import { describe, expect, test } from "vitest";
import { readClient } from "../../../tenant/readers/clients.ts";
import { readSnapshot } from "../../../tenant/readers/snapshot.ts";
import { newTenant } from "../../sandbox/auth0/support.ts";
import { inspected } from "../../support/tenant/inspected.ts";

const secret = "canary-secret-nobody-may-see";

const trigger = (id: string, version: string) => ({
  name: `Action of ${id}`,
  supported_triggers: [{ id, version }],
  code: "exports.x = 1;",
  secrets: [{ name: "TOKEN", value: secret }],
  deploy: true,
});

describe("a unified tenant", () => {
  test("is read part by part, without a secret", async () => {
    const tenant = await newTenant();
    await tenant.call("POST", "/branding/phone/providers", {
      name: "twilio",
      configuration: { sid: "AC1", default_from: "+15005550006", delivery_methods: ["text"] },
      credentials: { auth_token: secret },
    });
    await tenant.call("POST", "/branding/phone/templates", {
      type: "otp_verify",
      content: { body: { text: "{{code}}" } },
    });
    await tenant.call("POST", "/actions/actions", trigger("custom-phone-provider", "v1"));
    await tenant.call("PUT", "/guardian/policies", ["all-applications"]);
    const snapshot = await readSnapshot(inspected(tenant), [
      "tenant",
      "factors",
      "messageTypes",
      "policy",
      "phoneProviders",
      "phoneTemplates",
      "providerActions",
    ]);
    expect(snapshot).toMatchObject({
      tenant: { experience: "unified", friendlyName: "Sandbox" },
      messageTypes: ["sms"],
      policy: "always",
      phoneProviders: [
        {
          name: "twilio",
          sid: "AC1",
          from: "+15005550006",
          disabled: false,
          updatedAt: expect.any(Date) as Date,
        },
      ],
      phoneTemplates: [{ type: "otp_verify", text: "{{code}}", voice: undefined, disabled: false }],
      providerActions: [
        {
          name: "Action of custom-phone-provider",
          isDeployed: true,
          secrets: [{ name: "TOKEN", updatedAt: expect.any(Date) as Date }],
          deployed: { number: 1, code: "exports.x = 1;" },
        },
      ],
    });
    expect(snapshot.factors).toContainEqual({ name: "sms", enabled: false, trialExpired: false });
    expect(JSON.stringify(snapshot)).not.toContain(secret);
  });

  test("rejects what only a legacy tenant has", async () => {
    const api = inspected(await newTenant());
    await expect(readSnapshot(api, ["legacySender"])).rejects.toMatchObject({ kind: "refused", status: 403 });
  });
});

describe("a legacy tenant", () => {
  test("is read part by part", async () => {
    const tenant = await newTenant({ phoneExperience: "legacy" });
    const twilio = { sid: "AC1", from: "+15005550006", auth_token: secret };
    await tenant.call("PUT", "/guardian/factors/sms/providers/twilio", twilio);
    await tenant.call("PUT", "/guardian/factors/phone/selected-provider", { provider: "twilio" });
    const action = await tenant.call("POST", "/actions/actions", trigger("send-phone-message", "v2"));
    const actionId = (action.body as { id: string }).id;
    await tenant.call("PATCH", "/actions/triggers/send-phone-message/bindings", {
      bindings: [{ ref: { type: "action_id", value: actionId }, display_name: "Ours" }],
    });
    const snapshot = await readSnapshot(inspected(tenant), [
      "tenant",
      "legacySender",
      "legacyMessages",
      "messageActions",
      "messageBindings",
    ]);
    expect(snapshot).toMatchObject({
      tenant: { experience: "legacy" },
      legacySender: { selected: "twilio", twilio: { sid: "AC1", authToken: secret } },
      legacyMessages: { enrollment: expect.stringContaining("{{code}}") as string },
      messageActions: [{ id: actionId }],
      messageBindings: [{ displayName: "Ours", actionId }],
    });
  });
});

describe("applications", () => {
  test("are read to the last of several pages, without the tenant's own and without secrets", async () => {
    const tenant = await newTenant();
    for (let number = 1; number <= 130; number += 1) {
      await tenant.call("POST", "/clients", {
        name: `App ${number}`,
        app_type: "spa",
        client_secret: secret,
      });
    }
    const api = inspected(tenant);
    const { clients } = await readSnapshot(api, ["clients"]);
    expect(clients.map(({ name }) => name)).toEqual([
      "Sandbox Machine to Machine",
      ...Array.from({ length: 130 }, (_, index) => `App ${index + 1}`),
    ]);
    expect(JSON.stringify(clients)).not.toContain(secret);
    expect(api.calls).toBe(3);
  });

  test("are read one by one, with all SPA properties", async () => {
    const tenant = await newTenant();
    const created = await tenant.call("POST", "/clients", {
      name: "SPA",
      app_type: "spa",
      callbacks: ["http://localhost:3000"],
      grant_types: ["authorization_code"],
      token_endpoint_auth_method: "none",
      oidc_conformant: true,
      jwt_configuration: { alg: "RS256" },
      refresh_token: { rotation_type: "rotating", expiration_type: "expiring" },
    });
    const { client_id: clientId } = created.body as { client_id: string };
    expect(await readClient(inspected(tenant), clientId)).toEqual({
      clientId,
      name: "SPA",
      description: "",
      appType: "spa",
      callbacks: ["http://localhost:3000"],
      logoutUrls: [],
      webOrigins: [],
      grantTypes: ["authorization_code"],
      tokenEndpointAuthMethod: "none",
      oidcConformant: true,
      jwtAlgorithm: "RS256",
      refreshTokenRotation: "rotating",
      refreshTokenExpiration: "expiring",
      organizationUsage: "deny",
    });
    expect(await readClient(inspected(tenant), "gone")).toBeUndefined();
  });
});
