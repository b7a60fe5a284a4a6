import { describe, expect, test } from "vitest";
import { newTenant } from "./support.ts";

const connection = "Username-Password-Authentication";
const ada = { connection, email: "Ada@example.com", password: "Correct-horse-1" };

describe("users", () => {
  test("derives name, nickname and picture, and never returns the password", async () => {
    const { auth0, tenant } = await newTenant();
    const user = await auth0.users.create(ada);
    expect(user).toMatchObject({
      email: "ada@example.com",
      name: "ada@example.com",
      nickname: "ada",
      email_verified: false,
    });
    expect(user.picture).toMatch(
      /^https:\/\/s\.gravatar\.com\/avatar\/[0-9a-f]{32}\?s=480&r=pg&d=.*ad\.png$/,
    );
    expect(JSON.stringify([user, await auth0.users.get(user.user_id ?? "")])).not.toMatch(
      /Correct-horse|password"/i,
    );
    const [record] = tenant.state.users;
    expect(record?.passwordHash).toMatch(/^2:[0-9a-f]{32}:[0-9a-f]{64}$/);
    expect(await tenant.passwords.match(record, ada.password)).toBe(true);
    expect(await tenant.passwords.match(record, "wrong")).toBe(false);
    expect(await tenant.passwords.match(undefined, ada.password)).toBe(false);
  });

  test.each([
    ["a@example.com", "a"],
    ["Ada+shop@Example.com", "ad"],
    ["\u{1F600}x@example.com", "\u{1F600}"],
    ["a\u{1F600}@example.com", "a\uFFFD"],
    ["\u0130stanbul@example.com", "i\u0307"],
    ["o'hara&co@example.com", "o'"],
    ["\u05D0\u05D1\u05D2@example.com", "\u05D0\u05D1"],
  ])("has a picture with a valid URL for any email address: %s", async (email, initials) => {
    const { auth0 } = await newTenant();
    const { picture = "" } = await auth0.users.create({ ...ada, email });
    expect(new URL(picture).searchParams.get("d")).toBe(`https://cdn.auth0.com/avatars/${initials}.png`);
  });

  test("is found by an ID with a vertical bar, by email and by search", async () => {
    const { auth0, call, tenant } = await newTenant();
    const { user_id: id = "" } = await auth0.users.create({ ...ada, user_id: "ada" });
    expect(id).toBe("auth0|ada");
    expect((await call("GET", "/users/auth0%7Cada")).status).toBe(200);
    expect(await auth0.users.listUsersByEmail({ email: "ADA@example.com" })).toHaveLength(1);
    expect((await auth0.users.list({ q: 'email:"ada@example.com"' })).data).toHaveLength(1);
    expect((await call("GET", "/users?q=email:a*")).body).toMatchObject({
      statusCode: 405,
      message: "The user search email:a* is not emulated by the local tenant",
    });
    for (const { profile } of tenant.state.users) profile["logins_count"] = 3;
    for (const [q, found] of [
      ["email_verified:false", 1],
      ["email_verified:true", 0],
      ["logins_count:3", 1],
      ["logins_count:4", 0],
      ["name:nobody", 0],
    ] as const)
      expect((await auth0.users.list({ q })).data, q).toHaveLength(found);
  });

  test("merges metadata at its first level, and clears it with an empty object", async () => {
    const { auth0 } = await newTenant();
    const { user_id: id = "" } = await auth0.users.create({ ...ada, user_metadata: { a: 1, b: { c: 2 } } });
    await auth0.users.update(id, { user_metadata: { a: null, b: { d: 3 } }, app_metadata: { x: 1 } });
    expect(await auth0.users.get(id)).toMatchObject({
      user_metadata: { b: { d: 3 } },
      app_metadata: { x: 1 },
    });
    const cleared = await auth0.users.update(id, { user_metadata: {}, app_metadata: {} });
    expect(cleared.user_metadata).toEqual({});
    expect(cleared).not.toHaveProperty("app_metadata");
  });

  test.each([
    [{ connection }, 400, "Payload validation error: 'Missing required property: email'."],
    [{ ...ada, connection: "nowhere" }, 400, "The connection does not exist."],
    [{ ...ada, password: "short" }, 400, "PasswordStrengthError: Password is too weak"],
    [{ email: "a@example.com" }, 400, "Payload validation error: 'Missing required property: connection'."],
  ])("rejects %j", async (body, status, message) => {
    const { call } = await newTenant();
    expect((await call("POST", "/users", body)).body).toMatchObject({ statusCode: status, message });
  });

  test.each([
    ["none", "x", ""],
    ["low", "abcdef", "abcde"],
    ["fair", "Abcdefg1", "abcdefg1"],
    ["fair", "Abcdefg1", "Abcdef1"],
    ["fair", "Abcdefg1", "Abcdefgh"],
    ["good", "abcdef1!", "abcdefg1"],
    ["good", "abcdef1!", "abcde1!"],
    ["excellent", "abcdefgh1!", "abcdefghi1"],
    ["excellent", "abcdefgh1!", "abcdefg1!"],
    ["excellent", "abcdefgh11!", "abcdefg111!"],
  ])(
    "whose connection's password policy is %s: %s is strong enough, %s is not",
    async (policy, strong, weak) => {
      const { auth0, call } = await newTenant();
      const options = { passwordPolicy: policy } as const;
      await auth0.connections.create({ name: "Policy", strategy: "auth0", options: options as object });
      const user = (password: string) => ({ connection: "Policy", email: "a@example.com", password });
      expect((await call("POST", "/users", user(weak))).body).toMatchObject({
        message: "PasswordStrengthError: Password is too weak",
      });
      expect((await call("POST", "/users", user(strong))).status).toBe(201);
    },
  );

  test("has no profile of what only concerns its creation or change", async () => {
    const { call } = await newTenant();
    const { body } = await call("POST", "/users", { ...ada, user_id: "ada", verify_email: false });
    const names = ["connection", "password", "verify_email"];
    for (const name of names) expect(body).not.toHaveProperty(name);
    expect(body).toMatchObject({ user_id: "auth0|ada" });
    const changed = await call("PATCH", "/users/auth0%7Cada", {
      connection,
      client_id: "client",
      verify_email: false,
      verify_phone_number: false,
      nickname: "ada",
    });
    expect(changed.body).toMatchObject({ user_id: "auth0|ada", nickname: "ada" });
    for (const name of [...names, "client_id", "verify_phone_number"])
      expect(changed.body).not.toHaveProperty(name);
  });

  test("rejects a second user with the same email, regardless of case", async () => {
    const { auth0, call } = await newTenant();
    await auth0.users.create(ada);
    const again = await call("POST", "/users", { ...ada, email: "ada@EXAMPLE.com" });
    expect(again.body).toMatchObject({
      statusCode: 409,
      message: "The user already exists.",
      errorCode: "auth0_idp_error",
    });
  });

  test("rejects the email of another user at a change", async () => {
    const { auth0, call } = await newTenant();
    await auth0.users.create(ada);
    const { user_id: id = "" } = await auth0.users.create({ ...ada, email: "b@example.com" });
    const changed = await call("PATCH", `/users/${encodeURIComponent(id)}`, { email: "ADA@example.com" });
    expect(changed.body).toMatchObject({
      statusCode: 409,
      message: "The specified new email or username already exists",
      errorCode: "auth0_idp_error",
    });
  });

  test("changes one identifier at a time", async () => {
    const { auth0, call } = await newTenant();
    const { user_id: id = "" } = await auth0.users.create(ada);
    const changes = {
      email: "b@example.com",
      phone_number: "+14155550123",
      username: "ada",
      password: "Other-horses-22",
    };
    for (const [first, second] of [
      ["email", "phone_number"],
      ["phone_number", "username"],
      ["username", "password"],
      ["email", "password"],
    ] as const) {
      const both = await call("PATCH", `/users/${encodeURIComponent(id)}`, {
        [second]: changes[second],
        [first]: changes[first],
      });
      expect(both.body).toMatchObject({
        statusCode: 400,
        message: `Cannot update ${first} and ${second} simultaneously`,
      });
    }
    await auth0.users.update(id, { password: "Other-horses-22" });
    await auth0.users.delete(id);
    expect((await call("GET", `/users/${encodeURIComponent(id)}`)).body).toMatchObject({
      message: "The user does not exist.",
      errorCode: "inexistent_user",
    });
  });
});
