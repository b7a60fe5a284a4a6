import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { newTenant } from "./support.ts";

describe("clients", () => {
  test("gives a single-page app Auth0's defaults, without client credentials", async () => {
    const { auth0 } = await newTenant();
    const client = await auth0.clients.create({
      name: "SPA",
      app_type: "spa",
      token_endpoint_auth_method: "none",
    });
    expect(client).toMatchObject({
      is_first_party: true,
      oidc_conformant: false,
      grant_types: ["authorization_code", "implicit", "refresh_token"],
      jwt_configuration: { lifetime_in_seconds: 36_000, secret_encoded: false },
      refresh_token: { rotation_type: "non-rotating", token_lifetime: 2_592_000 },
    });
    expect(client.client_id).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(await auth0.clients.get(client.client_id ?? "")).toEqual(client);
  });

  test.each([
    ["non_interactive", 31_557_600, true],
    ["regular_web", 31_557_600, true],
    ["native", 2_592_000, false],
  ] as const)(
    "gives %s clients a refresh token lifetime of %i s",
    async (app_type, lifetime, confidential) => {
      const { auth0 } = await newTenant();
      const client = await auth0.clients.create({ name: "x", app_type });
      expect(client.refresh_token?.token_lifetime).toBe(lifetime);
      expect(client.grant_types?.includes("client_credentials")).toBe(confidential);
    },
  );

  test("merges objects on update, replaces lists, and keeps omitted properties", async () => {
    const { auth0 } = await newTenant();
    const { client_id: id = "" } = await auth0.clients.create({
      name: "x",
      callbacks: ["https://a.example/cb"],
      client_metadata: { keep: "1", drop: "2" },
    });
    await auth0.clients.update(id, { description: "y" });
    expect((await auth0.clients.get(id)).callbacks).toEqual(["https://a.example/cb"]);
    await auth0.clients.update(id, { callbacks: [], client_metadata: { drop: null } });
    const after = await auth0.clients.get(id);
    expect(after.callbacks).toEqual([]);
    expect(after.client_metadata).toEqual({ keep: "1" });
  });

  test.each([
    ["addons", { one: {} }, { two: {} }],
    ["oidc_logout", { backchannel_logout_urls: ["https://a.example"] }, { other: true }],
    ["token_quota", { client_credentials: { per_day: 1 } }, { other: true }],
  ])("replaces %s on update", async (name, before, after) => {
    const { call } = await newTenant();
    const { body } = await call("POST", "/clients", { name: "x", [name]: before });
    const path = `/clients/${(body as { client_id: string }).client_id}`;
    const updated = (await call("PATCH", path, { [name]: after })).body as Record<string, unknown>;
    expect(updated[name]).toEqual(after);
  });

  test("rejects what Auth0 rejects, with the same messages", async () => {
    const { call } = await newTenant();
    expect((await call("POST", "/clients", {})).body).toEqual({
      statusCode: 400,
      error: "Bad Request",
      message: "Payload validation error: 'Missing required property: name'.",
      errorCode: "invalid_body",
    });
    const unknown = await call("POST", "/clients", { name: "x", colour: "red" });
    expect(unknown.body).toMatchObject({
      message: "Payload validation error: 'Additional properties not allowed: colour'.",
    });
    const wrongType = await call("POST", "/clients", { name: "x", callbacks: "https://a.example" });
    expect(wrongType.body).toMatchObject({
      message: "Payload validation error: 'Expected type array but found type string' on property callbacks.",
    });
    const grants = await call("POST", "/clients", {
      name: "x",
      token_endpoint_auth_method: "none",
      grant_types: ["client_credentials"],
    });
    expect(grants.body).toMatchObject({
      statusCode: 400,
      message: "Invalid grant types: client_credentials",
    });
  });

  test.each([
    "native",
    "spa",
    "regular_web",
    "non_interactive",
    "resource_server",
    "express_configuration",
    "sso_integration",
    "rms",
    "box",
    "cloudbees",
    "concur",
    "dropbox",
    "mscrm",
    "echosign",
    "egnyte",
    "newrelic",
    "office365",
    "salesforce",
    "sentry",
    "sharepoint",
    "slack",
    "springcm",
    "zendesk",
    "zoom",
    "oag",
  ])("can be of type %s", async (app_type) => {
    const { call } = await newTenant();
    expect(await call("POST", "/clients", { name: "Shop", app_type })).toMatchObject({
      status: 201,
      body: { app_type },
    });
  });

  test.each([
    ["token_endpoint_auth_method", ["none", "client_secret_post", "client_secret_basic"]],
    ["organization_usage", ["deny", "allow", "require"]],
    ["organization_require_behavior", ["no_prompt", "pre_login_prompt", "post_login_prompt"]],
  ])("has a %s of %j, and no other", async (name, values) => {
    const { call } = await newTenant();
    const web = { name: "Shop", app_type: "regular_web", grant_types: ["authorization_code"] };
    const { client_id } = (await call("POST", "/clients", web)).body as { client_id: string };
    for (const value of values)
      expect(await call("PATCH", `/clients/${client_id}`, { [name]: value })).toMatchObject({
        status: 200,
        body: { [name]: value },
      });
    expect((await call("PATCH", `/clients/${client_id}`, { [name]: "other" })).body).toMatchObject({
      statusCode: 400,
      message: `Payload validation error: 'No enum match for: "other"' on property ${name}.`,
    });
  });

  test("returns 404 for a client that doesn't exist, and 204 when it is deleted again", async () => {
    const { call } = await newTenant();
    expect((await call("GET", "/clients/nobody")).body).toMatchObject({
      statusCode: 404,
      errorCode: "inexistent_client",
    });
    expect((await call("DELETE", "/clients/nobody")).status).toBe(204);
  });

  test("pages by number, with totals when asked, and by checkpoint", async () => {
    const { call, auth0 } = await newTenant();
    for (const name of ["a", "b", "c"]) await auth0.clients.create({ name });
    const page = await call("GET", "/clients?page=1&per_page=2&include_totals=true&fields=name");
    expect(page.body).toMatchObject({
      total: 5,
      start: 2,
      limit: 2,
      clients: [{ name: "a" }, { name: "b" }],
    });
    const first = (await call("GET", "/clients?take=4&fields=name")).body as {
      next: string;
      clients: unknown[];
    };
    expect(first.clients).toHaveLength(4);
    const second = await call("GET", `/clients?take=4&from=${first.next}&fields=name`);
    expect(second.body).toEqual({ clients: [{ tenant: "sandbox", name: "c" }] });
    expect((await call("GET", "/clients?per_page=101")).status).toBe(400);
  });

  test("enables a new client for every connection, unless the tenant's flag is off", async () => {
    const { auth0, tenant } = await newTenant();
    const one = await auth0.clients.create({ name: "one" });
    await auth0.tenants.settings.update({ flags: { enable_client_connections: false } });
    await auth0.clients.create({ name: "two" });
    expect(tenant.state.connections[0]?.enabled_clients).toEqual([one.client_id]);
  });

  test("keeps secrets from a token that may not read client keys", async () => {
    const { auth0, withScopes } = await newTenant();
    const { client_id: id = "", client_secret: secret } = await auth0.clients.create({
      name: "x",
      encryption_key: { pub: "p", cert: "c", subject: "s" },
    });
    expect(secret).toHaveLength(64);
    const seen = await withScopes("read:clients").clients.get(id);
    for (const name of ["client_secret", "signing_keys", "encryption_key"])
      expect(seen).not.toHaveProperty(name);
    for (const scope of ["read:client_keys", "create:client_keys", "update:client_keys"])
      expect(await withScopes("read:clients", scope).clients.get(id)).toMatchObject({
        client_secret: secret,
        signing_keys: [{ cert: expect.stringContaining("BEGIN CERTIFICATE") as unknown }],
        encryption_key: { pub: "p" },
      });
    await expect(withScopes("read:clients").clients.delete(id)).rejects.toThrow(
      /Insufficient scope, expected any of: delete:clients/,
    );
  });

  test("lists a client's keys with the thumbprints of real ones, and its secret separately", async () => {
    const { auth0, call } = await newTenant();
    const { client_id: id = "" } = await auth0.clients.create({ name: "x", app_type: "non_interactive" });
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
    const credential = await auth0.clients.credentials.create(id, { credential_type: "public_key", pem });
    expect(credential).toMatchObject({ alg: "RS256", credential_type: "public_key" });
    expect(credential).not.toHaveProperty("pem");
    await auth0.clients.update(id, {
      client_authentication_methods: { private_key_jwt: { credentials: [{ id: credential.id ?? "" }] } },
    });
    expect((await call("DELETE", `/clients/${id}/credentials/${credential.id ?? ""}`)).status).toBe(409);
    await auth0.clients.update(id, { client_authentication_methods: null });
    await auth0.clients.credentials.delete(id, credential.id ?? "");
    expect(await auth0.clients.credentials.list(id)).toEqual([]);
  });
});

describe("clients that authenticate by keys, or transfer sessions", () => {
  test("have no visible secret while they use keys", async () => {
    const { auth0 } = await newTenant();
    const { client_id: id = "" } = await auth0.clients.create({ name: "x", app_type: "non_interactive" });
    const keys = { private_key_jwt: { credentials: [] } };
    expect(await auth0.clients.update(id, { client_authentication_methods: keys })).not.toHaveProperty(
      "client_secret",
    );
    expect(await auth0.clients.update(id, { client_authentication_methods: null })).toHaveProperty(
      "client_secret",
    );
  });

  test("get defaults for session transfer and expiring refresh tokens", async () => {
    const { auth0 } = await newTenant();
    const client = await auth0.clients.create({
      name: "x",
      app_type: "spa",
      session_transfer: {},
      refresh_token: { rotation_type: "rotating", expiration_type: "expiring" },
    });
    expect(client.session_transfer).toMatchObject({
      enforce_device_binding: "ip",
      allow_refresh_token: false,
    });
    expect(client.refresh_token).toMatchObject({ infinite_token_lifetime: false, token_lifetime: 2_592_000 });
  });
});
