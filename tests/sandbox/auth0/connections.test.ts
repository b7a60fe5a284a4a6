import { describe, expect, test } from "vitest";
import { newTenant } from "./support.ts";

describe("connections", () => {
  test("gives a database connection its default options, and returns all of them", async () => {
    const { auth0 } = await newTenant();
    const connection = await auth0.connections.create({ name: "Users", strategy: "auth0" });
    expect(connection).toMatchObject({
      options: {
        password_options: { complexity: { min_length: 15 }, history: { active: false, size: 3 } },
        authentication_methods: { password: { enabled: true, signup_behavior: "allow" } },
        brute_force_protection: true,
        strategy_version: 2,
      },
      realms: ["Users"],
      is_domain_connection: false,
      enabled_clients: [],
    });
    expect(connection.id).toMatch(/^con_[A-Za-z0-9]{16}$/);
  });

  test("replaces options on update, except permanent ones", async () => {
    const { auth0 } = await newTenant();
    const { id = "" } = await auth0.connections.create({
      name: "Users",
      strategy: "auth0",
      options: { requires_username: true, disable_signup: true },
    });
    const after = await auth0.connections.update(id, { options: { brute_force_protection: false } });
    expect(after.options).toEqual({
      brute_force_protection: false,
      authentication_methods: {
        passkey: { enabled: false },
        password: { enabled: true, api_behavior: "required", signup_behavior: "allow" },
      },
      passkey_options: {
        challenge_ui: "both",
        local_enrollment_enabled: true,
        progressive_enrollment_enabled: true,
      },
    });
  });

  test("replaces a social connection's options on update, except permanent ones", async () => {
    const { call } = await newTenant();
    const kept = { connection_settings: { pkce: "auto" }, map_user_id_to_id: true };
    const created = await call("POST", "/connections", {
      name: "social",
      strategy: "google-oauth2",
      options: { ...kept, client_id: "one" },
    });
    const { id } = created.body as { id: string };
    const after = await call("PATCH", `/connections/${id}`, { options: { scope: ["email"] } });
    expect(after.body).toMatchObject({ options: { ...kept, scope: ["email"] } });
    expect((after.body as { options: object }).options).not.toHaveProperty("client_id");
  });

  test("always returns some properties, regardless of fields", async () => {
    const { auth0, call } = await newTenant();
    const { id = "" } = await auth0.connections.create({ name: "Users", strategy: "auth0" });
    const { body } = await call("GET", `/connections/${id}?fields=strategy%2Cname&include_fields=true`);
    expect(Object.keys(body as object).sort()).toEqual([
      "authentication",
      "connected_accounts",
      "id",
      "is_domain_connection",
      "name",
      "strategy",
    ]);
  });

  test("lists enabled clients by checkpoint and changes them one by one", async () => {
    const { auth0, call, tenant } = await newTenant();
    const id = tenant.state.connections[0]?.id ?? "";
    const ids: string[] = [];
    for (const name of ["a", "b", "c"]) ids.push((await auth0.clients.create({ name })).client_id ?? "");
    const first = await auth0.connections.clients.get(id, { take: 2 });
    expect(first.data.map(({ client_id }) => client_id)).toEqual(ids.slice(0, 2));
    expect(first.hasNextPage()).toBe(true);
    expect((await first.getNextPage()).data.map(({ client_id }) => client_id)).toEqual(ids.slice(2));
    const change = await call("PATCH", `/connections/${id}/clients`, [{ client_id: ids[1], status: false }]);
    expect(change.status).toBe(204);
    expect(tenant.state.connections[0]?.enabled_clients).toEqual([ids[0], ids[2]]);
  });

  test("deletes in the background: 202 with the time, then 404", async () => {
    const { call, tenant } = await newTenant();
    const id = tenant.state.connections[0]?.id ?? "";
    const { status, body } = await call("DELETE", `/connections/${id}`);
    expect(status).toBe(202);
    expect(body).toHaveProperty("deleted_at");
    expect((await call("GET", `/connections/${id}`)).body).toMatchObject({
      errorCode: "inexistent_connection",
    });
  });

  test.each([
    [
      { attributes: { email: { identifier: { active: false } } } },
      "attributes must contain one active identifier",
    ],
    ...["validation", "requires_username"].map((older): [object, string] => [
      { attributes: { email: { identifier: { active: true } } }, [older]: true },
      `Cannot set both options.attributes and options.${older}`,
    ]),
    [
      { attributes: { phone_number: { identifier: { active: true }, signup: { status: "inactive" } } } },
      "attribute phone_number must also be required on signup",
    ],
    [
      { passwordPolicy: "superb" },
      `Payload validation error: 'No enum match for: "superb"' on property options.passwordPolicy.`,
    ],
  ])("rejects contradictory or unknown options: %#", async (options, message) => {
    const { call } = await newTenant();
    const answer = await call("POST", "/connections", { name: "Users", strategy: "auth0", options });
    expect(answer.body).toMatchObject({ statusCode: 400, message });
  });
});

describe("the password policy", () => {
  const complexity = {
    min_length: 4,
    character_types: ["lowercase", "number", "special", "uppercase"],
    character_type_rule: "three_of_four",
    identical_characters: "block",
    sequential_characters: "block",
  };

  test("is either in the options or the older property, and is completed with defaults", async () => {
    const { call } = await newTenant();
    const create = async (name: string, options: object) =>
      (await call("POST", "/connections", { name, strategy: "auth0", options })).body as {
        options: Record<string, unknown>;
      };
    const newer = await create("newer", { password_options: { complexity: { min_length: 12 } } });
    expect(newer.options).not.toHaveProperty("passwordPolicy");
    expect(newer.options["password_options"]).toMatchObject({
      complexity: { min_length: 12, character_type_rule: "all", max_length_exceeded: "error" },
      dictionary: { active: false, custom: [], default: "en_100k" },
    });
    const fair = await create("fair", { passwordPolicy: "fair" });
    expect(fair.options).toMatchObject({ passwordPolicy: "fair" });
    expect(fair.options).not.toHaveProperty("password_options");
    const social = await call("POST", "/connections", { name: "social", strategy: "google-oauth2" });
    expect(social.body).toMatchObject({ options: {} });
  });

  test.each([
    "password_complexity_options",
    "password_history",
    "password_dictionary",
    "password_no_personal_info",
  ])("is the older property for a connection with %s", async (name) => {
    const { call } = await newTenant();
    const options = { [name]: { enable: true } };
    const { body } = await call("POST", "/connections", { name: "older", strategy: "auth0", options });
    const stored = (body as { options: object }).options;
    expect(stored).toMatchObject({ passwordPolicy: "good", ...options });
    expect(stored).not.toHaveProperty("password_options");
  });

  test.each([
    [{}, "Correct-horse-7", "Correct-horse7"],
    [{ min_length: 6 }, "abcdef", "abcde"],
    [{ min_length: 4, character_types: ["number", "uppercase"] }, "aA11", "aa11"],
    [{ min_length: 4, character_types: complexity.character_types }, "aA1!", "aAA1"],
    [{ ...complexity, sequential_characters: "allow", identical_characters: "allow" }, "abc1D", "abcd1"],
    [{ ...complexity, sequential_characters: "allow" }, "aaB11", "aaaB1"],
    [complexity, "acB13", "abcB13"],
    [complexity, "acB13", "acB321"],
  ])("%j accepts %s and rejects %s", async (sent, strong, weak) => {
    const { call } = await newTenant();
    const options = { password_options: { complexity: sent } };
    await call("POST", "/connections", { name: "db", strategy: "auth0", options });
    const user = (password: string) => ({ connection: "db", email: "a@example.com", password });
    expect((await call("POST", "/users", user(weak))).body).toMatchObject({
      message: "PasswordStrengthError: Password is too weak",
    });
    expect((await call("POST", "/users", user(strong))).status).toBe(201);
  });
});

describe("the email attribute", () => {
  const attributes = (email: object) => ({
    attributes: {
      email: { identifier: { active: false }, signup: { status: "required" }, ...email },
      username: { identifier: { active: true }, signup: { status: "required" } },
    },
  });

  test("is unique unless specified otherwise at creation", async () => {
    const { call } = await newTenant();
    const create = async (name: string, options: object) =>
      call("POST", "/connections", { name, strategy: "auth0", options });
    expect((await create("a", attributes({}))).body).toMatchObject({ options: attributes({ unique: true }) });
    const { status, body } = await create("b", attributes({ unique: false }));
    expect([status, body]).toMatchObject([201, { options: attributes({ unique: false }) }]);
    const kept = await call("PATCH", `/connections/${(body as { id: string }).id}`, {
      options: attributes({ unique: false }),
    });
    expect(kept.status).toBe(200);
  });

  test.each([
    ["without attributes", {}],
    ["with a unique one", attributes({ unique: true })],
    ["with one that says nothing", attributes({})],
  ])("can't become non-unique in a connection %s", async (_, options) => {
    const { call } = await newTenant();
    const { body } = await call("POST", "/connections", { name: "a", strategy: "auth0", options });
    const path = `/connections/${(body as { id: string }).id}`;
    expect((await call("PATCH", path, { options: attributes({ unique: false }) })).body).toEqual({
      statusCode: 400,
      error: "Bad Request",
      message: "cannot add non-unique email attribute",
      errorCode: "invalid_body",
    });
    const allowed = await call("PATCH", path, { options: attributes({ unique: true }) });
    expect(allowed.body).toMatchObject({ options: attributes({ unique: true }) });
  });
});
