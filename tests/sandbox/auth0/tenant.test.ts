import { describe, expect, test } from "vitest";
import { newTenant } from "./support.ts";

const identifier = "https://api.example/";

describe("tenant settings", () => {
  test("merges flags, clears with null, and returns some properties for one method only", async () => {
    const { call } = await newTenant();
    const patched = await call("PATCH", "/tenants/settings", {
      flags: { enable_sso: false },
      mtls: { enable_endpoint_aliases: true },
      default_redirection_uri: "https://a.example",
    });
    expect(patched.body).toMatchObject({
      flags: {
        enable_sso: false,
        universal_login: true,
        enforce_client_authentication_on_passwordless_start: true,
      },
    });
    expect(patched.body).not.toHaveProperty("sandbox_versions_available");
    await call("PATCH", "/tenants/settings", { mtls: null, default_redirection_uri: "" });
    const { body } = await call("GET", "/tenants/settings");
    expect(body).not.toHaveProperty("mtls");
    expect(body).not.toHaveProperty("default_redirection_uri");
    expect(body).toMatchObject({ sandbox_versions_available: ["22", "18"], flags: { enable_sso: false } });
  });

  test.each(["unified", "legacy"] as const)("reports whether the tenant is %s", async (phoneExperience) => {
    const { auth0 } = await newTenant({ phoneExperience });
    const settings = await auth0.tenants.settings.get();
    expect(settings.phone_consolidated_experience).toBe(phoneExperience === "unified");
  });

  test.each([
    ["error_page", { html: "<p>Error</p>", show_log_link: false }, { show_log_link: true }],
    ["device_flow", { charset: "base20", mask: "****" }, { charset: "digits" }],
    [
      "default_token_quota",
      { clients: { client_credentials: { per_day: 1 } } },
      { organizations: { client_credentials: { per_day: 1 } } },
    ],
  ])("replaces %s", async (name, before, after) => {
    const { call } = await newTenant();
    await call("PATCH", "/tenants/settings", { [name]: before });
    await call("PATCH", "/tenants/settings", { [name]: after });
    const { body } = await call("GET", "/tenants/settings");
    expect((body as Record<string, unknown>)[name]).toEqual(after);
  });

  test("selects fields, and rejects unknown ones in a body", async () => {
    const { call } = await newTenant();
    expect((await call("GET", "/tenants/settings?fields=friendly_name")).body).toEqual({
      friendly_name: "Sandbox",
    });
    expect((await call("PATCH", "/tenants/settings", { colour: "red" })).status).toBe(400);
  });
});

describe("prompts", () => {
  test("merges the body", async () => {
    const { auth0 } = await newTenant();
    await auth0.prompts.updateSettings({ universal_login_experience: "classic" });
    expect(await auth0.prompts.getSettings()).toEqual({
      universal_login_experience: "classic",
      identifier_first: false,
      webauthn_platform_first_factor: true,
    });
  });
});

describe("resource servers and client grants", () => {
  test("finds a resource server by ID and by identifier", async () => {
    const { auth0, call } = await newTenant();
    const server = await auth0.resourceServers.create({ name: "API", identifier });
    expect(server).toMatchObject({
      token_lifetime: 86_400,
      token_lifetime_for_web: 7_200,
      signing_alg: "RS256",
    });
    expect(await auth0.resourceServers.get(server.id ?? "")).toEqual(server);
    expect((await call("GET", `/resource-servers/${encodeURIComponent(identifier)}`)).body).toEqual(server);
    expect((await call("POST", "/resource-servers", { name: "API", identifier })).status).toBe(409);
    const twice = encodeURIComponent(encodeURIComponent(identifier));
    expect((await call("GET", `/resource-servers/${twice}`)).body).toEqual(server);
    const named = { ...server, name: "Other" };
    expect((await call("PATCH", `/resource-servers/${twice}`, { name: "Other" })).body).toEqual(named);
    expect((await call("GET", "/resource-servers/%25E0%25A4%25A")).status).toBe(404);
    expect((await call("DELETE", `/resource-servers/${twice}`)).status).toBe(204);
    expect((await call("GET", `/resource-servers/${server.id ?? ""}`)).status).toBe(404);
  });

  test("rejects deleting the tenant's own API", async () => {
    const { call, tenant } = await newTenant();
    expect((await call("GET", "/resource-servers")).body).toMatchObject([
      { name: "Auth0 Management API", is_system: true },
    ]);
    const id = tenant.state.resourceServers[0]?.id ?? "";
    expect((await call("DELETE", `/resource-servers/${id}`)).body).toMatchObject({
      statusCode: 403,
      message: "System resource servers can not be deleted",
    });
  });

  test.each([
    ["token_lifetime", 60],
    ["token_lifetime_for_web", 60],
    ["proof_of_possession", { mechanism: "dpop" }],
    ["skip_consent_for_verifiable_first_party_clients", true],
    ["subject_type_authorization", { user: { policy: "allow_all" } }],
  ])("lets the tenant's own API change its %s only", async (name, value) => {
    const { call, tenant } = await newTenant();
    const path = `/resource-servers/${tenant.state.resourceServers[0]?.id ?? ""}`;
    expect(await call("PATCH", path, { [name]: value })).toMatchObject({
      status: 200,
      body: { [name]: value },
    });
    const refused = await call("PATCH", path, { [name]: value, name: "Mine" });
    expect(refused.body).toMatchObject({
      statusCode: 400,
      message: "System resource servers can not change name",
    });
  });

  test.each(["token_encryption", "proof_of_possession", "authorization_policy"])(
    "replaces %s on update, and merges other objects",
    async (name) => {
      const { call } = await newTenant();
      const objects = { [name]: { one: 1 }, subject_type_authorization: { one: 1 } };
      await call("POST", "/resource-servers", { name: "API", identifier, ...objects });
      const { body } = await call("PATCH", `/resource-servers/${encodeURIComponent(identifier)}`, {
        [name]: { two: 2 },
        subject_type_authorization: { two: 2 },
      });
      expect(body).toMatchObject({ subject_type_authorization: { one: 1, two: 2 } });
      expect((body as Record<string, unknown>)[name]).toEqual({ two: 2 });
    },
  );

  test("grants only scopes that the API defines, once per client", async () => {
    const { auth0, call } = await newTenant();
    await auth0.resourceServers.create({ name: "API", identifier, scopes: [{ value: "read:data" }] });
    const { client_id = "" } = await auth0.clients.create({ name: "m2m", app_type: "non_interactive" });
    const refused = await call("POST", "/client-grants", {
      client_id,
      audience: identifier,
      scope: ["write:data"],
    });
    expect(refused.body).toMatchObject({
      statusCode: 400,
      message: "One or more scopes are not defined in the resource server: write:data",
      errorCode: "invalid_scope",
    });
    const nowhere = await call("POST", "/client-grants", { client_id, audience: "https://nowhere/" });
    expect(nowhere.body).toMatchObject({
      statusCode: 404,
      message: "Resource server not found: https://nowhere/",
      errorCode: "inexistent_resource_server",
    });
    const grant = await auth0.clientGrants.create({ client_id, audience: identifier, scope: ["read:data"] });
    expect(grant).toMatchObject({ subject_type: "client" });
    expect(
      (await call("POST", "/client-grants", { client_id, audience: identifier, scope: [] })).status,
    ).toBe(409);
    const page = await call("GET", `/client-grants?client_id=${client_id}&include_totals=true`);
    expect(page.body).toMatchObject({ total: 1, client_grants: [{ id: grant.id }] });
    await auth0.clients.delete(client_id);
    expect((await call("GET", `/client-grants/${grant.id ?? ""}`)).body).toMatchObject({
      statusCode: 404,
      message: "The client grant does not exist",
      errorCode: "inexistent_client_grant",
    });
  });

  test("defines each scope once", async () => {
    const { auth0, call } = await newTenant();
    const { id = "" } = await auth0.resourceServers.create({ name: "API", identifier });
    const scopes = [{ value: "read:data" }, { value: "write:data" }, { value: "read:data" }];
    expect((await call("PATCH", `/resource-servers/${id}`, { scopes })).body).toMatchObject({
      statusCode: 400,
      message: "Duplicate scope: read:data",
      errorCode: "invalid_body",
    });
  });
});

describe("what is not emulated", () => {
  test.each(["/keys/signing", "/stats/daily", "/jobs", "/no-such-thing"])(
    "returns 405 for %s with its path",
    async (path) => {
      const { call } = await newTenant();
      expect((await call("GET", path)).body).toEqual({
        statusCode: 405,
        error: "Method Not Allowed",
        message: `GET /api/v2${path} is not emulated by the local tenant`,
        errorCode: "not_emulated",
      });
    },
  );

  test.each(["/passwordless/start", "/device/code"])(
    "returns 405 for %s outside the Management API",
    async (path) => {
      const { call } = await newTenant();
      expect((await call("GET", path)).status).toBe(405);
    },
  );
});
