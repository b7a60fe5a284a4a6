import { describe, expect, test } from "vitest";
import { newTenant } from "./support.ts";

const page = (name: string) => ({ total: 0, start: 0, limit: 50, [name]: [] });

describe("a collection that can't be filled", () => {
  test.each([
    ["/rules", "rules"],
    ["/hooks", "hooks"],
    ["/organizations", "organizations"],
    ["/roles", "roles"],
    ["/forms", "forms"],
    ["/flows", "flows"],
    ["/flows/vault/connections", "connections"],
    ["/self-service-profiles", "self_service_profiles"],
    ["/network-acls", "network_acls"],
    ["/prompts/rendering", "configs"],
    ["/grants", "grants"],
    ["/device-credentials", "device_credentials"],
  ])("%s is a bare list, a page, or a checkpoint of %s", async (path, name) => {
    const { call } = await newTenant();
    expect((await call("GET", path)).body).toEqual([]);
    expect((await call("GET", `${path}?include_totals=true`)).body).toEqual(page(name));
    expect((await call("GET", `${path}?take=10`)).body).toEqual({ [name]: [] });
  });

  test.each([
    ["/rules-configs", []],
    ["/log-streams", []],
    ["/custom-domains", []],
    ["/token-exchange-profiles", { token_exchange_profiles: [] }],
    ["/event-streams", { eventStreams: [] }],
    ["/connection-profiles", { connection_profiles: [] }],
    ["/user-attribute-profiles", { user_attribute_profiles: [] }],
    ["/rate-limit-policies", { rate_limit_policies: [] }],
    ["/connections-directory-provisionings", { directory_provisionings: [] }],
    ["/actions/modules", { modules: [], per_page: 20 }],
  ])("%s is %j", async (path, body) => {
    const { call } = await newTenant();
    expect((await call("GET", path)).body).toEqual(body);
  });

  test.each(["roles", "permissions", "organizations"])(
    "a user's %s are empty, if the user exists",
    async (name) => {
      const { call, auth0 } = await newTenant();
      const { user_id: id = "" } = await auth0.users.create({
        connection: "Username-Password-Authentication",
        email: "a@example.com",
        password: "Correct-horse-7",
      });
      const path = `/users/${encodeURIComponent(id)}/${name}`;
      expect((await call("GET", path)).body).toEqual([]);
      expect((await call("GET", `${path}?include_totals=true`)).body).toEqual(page(name));
      expect((await call("GET", `/users/auth0%7Cnobody/${name}`)).status).toBe(404);
    },
  );

  test("can be listed by the official SDK, whose calls differ", async () => {
    const { auth0 } = await newTenant();
    const lists = [
      auth0.rules.list(),
      auth0.organizations.list(),
      auth0.roles.list(),
      auth0.forms.list(),
      auth0.flows.list(),
      auth0.flows.vault.connections.list(),
      auth0.selfServiceProfiles.list(),
      auth0.tokenExchangeProfiles.list(),
      auth0.eventStreams.list(),
      auth0.networkAcls.list(),
      auth0.actions.modules.list(),
    ];
    for (const list of lists) expect((await list).data).toEqual([]);
  });

  test("needs its scope, and rejects new members", async () => {
    const { withScopes, call } = await newTenant();
    await expect(withScopes("read:clients").rules.list()).rejects.toThrow("read:rules");
    expect((await call("POST", "/rules", { name: "a", script: "" })).status).toBe(405);
    expect((await call("POST", "/log-streams", { type: "http" })).status).toBe(405);
  });
});

describe("a resource that exists at most once", () => {
  test.each([
    "/emails/provider",
    "/email-templates/verify_email",
    "/branding/themes/default",
    "/branding/templates/universal-login",
  ])("%s does not exist", async (path) => {
    const { call } = await newTenant();
    expect(await call("GET", path)).toMatchObject({
      status: 404,
      body: { errorCode: expect.stringMatching(/^inexistent_/) as string },
    });
  });

  test.each([
    ["/attack-protection/breached-password-detection", "PATCH", { enabled: true }],
    ["/attack-protection/brute-force-protection", "PATCH", { max_attempts: 3 }],
    ["/attack-protection/suspicious-ip-throttling", "PATCH", { stage: { "pre-login": { rate: 1 } } }],
    ["/attack-protection/bot-detection", "PATCH", { monitoring_mode_enabled: true }],
    ["/attack-protection/captcha", "PATCH", { active_provider_id: "hcaptcha" }],
    ["/risk-assessments/settings", "PATCH", { enabled: true }],
    ["/risk-assessments/settings/new-device", "PATCH", { remember_for: 7 }],
    ["/supplemental-signals", "PATCH", { akamai_enabled: true }],
    ["/branding", "PATCH", { logo_url: "https://example.com/logo.png" }],
    ["/prompts/login/custom-text/en", "PUT", { login: { title: "Hello" } }],
    ["/prompts/signup/partials", "PUT", { signup: { "form-content-start": "" } }],
  ])("%s has its defaults, accepts them, and rejects others", async (path, method, other) => {
    const { call } = await newTenant();
    const { status, body } = await call("GET", path);
    expect(status).toBe(200);
    expect(await call(method, path, body)).toMatchObject({ status: 200, body });
    expect(await call(method, path, other)).toMatchObject({
      status: 405,
      body: {
        errorCode: "not_emulated",
        message: `${method} /api/v2${path} with other values than the defaults is not emulated by the local tenant`,
      },
    });
    expect((await call("GET", path)).body).toEqual(body);
  });
});

test("the SDK does not retry a call that is not emulated", async () => {
  const { tenant, app } = await newTenant();
  const { ManagementClient } = await import("auth0");
  let calls = 0;
  const auth0 = new ManagementClient({
    domain: "localhost:3000",
    token: tenant.managementToken(),
    maxRetries: 10,
    fetch: async (input, init) => {
      calls += 1;
      return await app.request(input instanceof Request ? input : input.toString(), init);
    },
  });
  await expect(auth0.roles.create({ name: "a" })).rejects.toMatchObject({ statusCode: 405 });
  await expect(auth0.stats.getDaily()).rejects.toMatchObject({ statusCode: 405 });
  expect(calls).toBe(2);
});
