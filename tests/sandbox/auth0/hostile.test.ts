import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Faults, parseFault } from "../../../sandbox/auth0/edge/faults.ts";
import { endpoints } from "../../../sandbox/auth0/management/endpoints.ts";
import type { TenantState } from "../../../sandbox/auth0/state/tenantState.ts";
import { newTenant } from "./support.ts";
import type { TenantUnderTest } from "./support.ts";

const mebibyte = 1_048_576;
const deep = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);

/** Sends the bytes unchanged; `call` would write its own JSON. */
async function post(
  { tenant, app }: TenantUnderTest,
  path: string,
  body: string | ReadableStream,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: unknown }> {
  const response = await app.request(`https://localhost:3000${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${tenant.managementToken()}`,
      "content-type": "application/json",
      ...headers,
    },
    body,
    duplex: "half",
  });
  return { status: response.status, body: await response.json() };
}

/** A body that does not state its length. */
const streamed = (bytes: number): ReadableStream => new Blob([new Uint8Array(bytes)]).stream();

const tooLarge = {
  status: 413,
  body: {
    statusCode: 413,
    error: "Request Entity Too Large",
    message: "Payload content length greater than maximum allowed: 1048576",
  },
};

describe("a body", () => {
  test.each(["/api/v2/clients", "/oauth/token", "/sandbox/users", "/carriers/twilio", "/nowhere"])(
    "that declares more than a mebibyte is rejected at %s",
    async (path) => {
      const announced = { "content-length": String(mebibyte + 1) };
      expect(await post(await newTenant(), path, " ", announced)).toEqual(tooLarge);
    },
  );

  test.each(["/api/v2/clients", "/oauth/token", "/sandbox/users"])(
    "that grows beyond a mebibyte is rejected at %s",
    async (path) => {
      expect(await post(await newTenant(), path, streamed(mebibyte + 1))).toEqual(tooLarge);
    },
  );

  test("of a mebibyte is accepted", async () => {
    const fixture = await newTenant();
    const padded = JSON.stringify({ name: "padded" }).padEnd(mebibyte);
    expect(await post(fixture, "/api/v2/clients", padded)).toMatchObject({ status: 201 });
  });

  test.each([
    ["a depth bomb", `{"name":"x","client_metadata":${deep(400_000)}}`],
    ["one level too deep", `{"name":"x","client_metadata":${deep(101)}}`],
    ["a prototype", '{"name":"x","__proto__":{"polluted":true}}'],
    ["a prototype further down", '{"name":"x","client_metadata":{"a":[{"__proto__":{"polluted":true}}]}}'],
    ["no JSON", "{"],
  ])("that is %s is rejected, and leaves nothing behind", async (_, body) => {
    const fixture = await newTenant();
    const before = structuredClone(fixture.tenant.state);
    const refusal = { message: "Invalid request payload JSON format", errorCode: "invalid_body" };
    expect(await post(fixture, "/api/v2/clients", body)).toMatchObject({ status: 400, body: refusal });
    expect(await post(fixture, "/sandbox/users", body)).toMatchObject({ status: 400, body: refusal });
    expect(await post(fixture, "/oauth/token", body)).toMatchObject({
      status: 400,
      body: { error: "invalid_request" },
    });
    expect(fixture.tenant.state).toEqual(before);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  test("may have a property named `constructor` like any other", async () => {
    const { call } = await newTenant();
    const metadata = { constructor: "x", toString: "y" };
    const { body } = await call("POST", "/clients", { name: "x", client_metadata: metadata });
    expect(body).toMatchObject({ client_metadata: metadata });
  });
});

describe("a path", () => {
  test.each(["/users/%zz", "/users/%ff", "/clients/%", "/sandbox/%e0%a4", "/%c0%af"])(
    "with an invalid encoding is rejected: %s",
    async (path) => {
      const { call } = await newTenant();
      expect(await call("GET", path)).toMatchObject({
        status: 400,
        body: { statusCode: 400, error: "Bad Request" },
      });
    },
  );

  test.each(["constructor", "__proto__", "toString"])("does not find the trigger %s", async (name) => {
    const { call } = await newTenant();
    expect(await call("GET", `/actions/triggers/${name}/bindings`)).toMatchObject({ status: 404 });
    expect(await call("PATCH", `/actions/triggers/${name}/bindings`, { bindings: [] })).toMatchObject({
      status: 404,
    });
  });
});

describe("credentials with an invalid encoding", () => {
  test("are rejected as wrong", async () => {
    const basic = `Basic ${Buffer.from("%zz:%zz").toString("base64")}`;
    const answer = await post(await newTenant(), "/oauth/token", "grant_type=client_credentials", {
      authorization: basic,
      "content-type": "application/x-www-form-urlencoded",
    });
    expect(answer).toMatchObject({ status: 401, body: { error: "access_denied" } });
  });
});

describe("values that can't be converted", () => {
  test("are rejected or handled", async () => {
    const { call, tenant } = await newTenant();
    const user = {
      email: "a\u{1f600}@example.com",
      password: "Correct-horse-1",
      user_metadata: { toString: 1, valueOf: 1 },
    };
    expect((await call("POST", "/sandbox/users", user)).status).toBe(201);
    for (const q of ["user_metadata:x", "constructor:x", "nothing:undefined"]) {
      expect(await call("GET", `/users?q=${q}`)).toMatchObject({ status: 200, body: [] });
    }
    const path = `/clients/${tenant.machineClient().client_id}/credentials`;
    const credential = { credential_type: "cert_subject_dn", subject_dn: "CN=x" };
    expect((await call("POST", path, { ...credential, expires_at: "2026-13-45" })).status).toBe(400);
    expect((await call("POST", path, { ...credential, expires_at: "2026-12-24" })).status).toBe(201);
  });
});

describe("patterns", () => {
  test("are matched in linear time", async () => {
    const { call } = await newTenant();
    await call("POST", "/sandbox/users", { email: "a@example.com", password: "Correct-horse-1" });
    const start = performance.now();
    await call("GET", `/users?q=${encodeURIComponent(`email:${" ".repeat(15_000)}*`)}`);
    const stars = parseFault(`GET /${"*a".repeat(2000)}b 1 500`);
    if (typeof stars === "string") throw new Error(stars);
    new Faults([stars]).effectOn("GET", `/${"a".repeat(15_000)}`);
    await call("POST", "/connections", { name: `${"a".repeat(500_000)}!`, strategy: "auth0" });
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe("an unexpected failure", () => {
  test("is returned in Auth0's format, without a stack trace or a secret", async () => {
    vi.spyOn(console, "error").mockReturnValue();
    const { call, tenant } = await newTenant();
    vi.spyOn(tenant, "save").mockRejectedValue(new Error("secret-in-the-message"));
    const { status, body } = await call("POST", "/clients", { name: "x" });
    expect(status).toBe(500);
    expect(body).toEqual({
      statusCode: 500,
      error: "Internal Server Error",
      message: "An internal error occurred",
    });
  });
});

const names =
  "name options configuration credentials expires_at enabled_clients email password username user_id bindings secrets code " +
  "supported_triggers client_metadata addons flags content template type constructor toString ref value scope audience " +
  "connection identifier credential_type pem subject_dn strategy phone_number user_metadata message_types provider enabled";
const odd = fc.oneof(
  fc.constantFrom(
    "",
    "\ud800",
    "__proto__",
    "constructor",
    "auth0",
    "2026-13-45",
    "never",
    "twilio",
    "post-login",
  ),
  fc.constant("Username-Password-Authentication"),
  fc.constantFrom(null, true, 0, -1, 1e308, "Correct-horse-1", "a😀@example.com"),
  fc.string(),
);
const values = fc.letrec((tie) => ({
  any: fc.oneof({ depthSize: "small", withCrossShrink: true }, odd, tie("list"), tie("object")),
  list: fc.array(tie("any"), { maxLength: 3 }),
  object: fc.dictionary(fc.constantFrom(...names.split(" ")), tie("any"), { maxKeys: 5 }),
}));
/** Most operations refuse members they do not know, so one at a time gets further. */
const one = fc
  .tuple(fc.constantFrom(...names.split(" ")), values.any)
  .map(([name, value]) => ({ [name]: value }));
const segments = ["x", "__proto__", "constructor", "%00", "a%2Fb", "auth0%7C1", "%F0%9F%98%80", "'"];

/** The ids of one record of each kind, as paths write them. */
async function oneOfEach(call: TenantUnderTest["call"], state: TenantState): Promise<string[]> {
  await call("POST", "/sandbox/users", { email: "a@example.com", password: "Correct-horse-1" });
  const trigger = { id: "post-login", version: "v3" };
  const made = [
    await call("POST", "/clients", { name: "x" }),
    await call("POST", "/actions/actions", { name: "x", supported_triggers: [trigger], deploy: true }),
    await call("POST", "/branding/phone/providers", {
      name: "twilio",
      configuration: { sid: "AC1", default_from: "+15005550006", delivery_methods: ["text"] },
      credentials: { auth_token: "x" },
    }),
    await call("POST", "/resource-servers", { identifier: "https://x/" }),
  ];
  expect(made.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  const records = [state.clients, state.actions, state.phoneProviders, state.resourceServers].flatMap(
    (list) => list.map((record) => ("client_id" in record ? record.client_id : record.id)),
  );
  const others = [...state.connections.map(({ id }) => id), ...state.users.map(({ user_id: id }) => id)];
  return [...records, ...others, "post-login"].map((id) => encodeURIComponent(String(id)));
}

describe("any operation", () => {
  beforeEach(() => vi.spyOn(console, "error").mockReturnValue());
  afterEach(() => vi.restoreAllMocks());

  test("never fails, regardless of its input", async () => {
    const { call, tenant } = await newTenant();
    const ids = await oneOfEach(call, tenant.state);
    const calls = fc.record({
      endpoint: fc.constantFrom(...endpoints),
      segment: fc.constantFrom(...segments, ...ids),
      body: fc.oneof(one, values.object, values.any),
      query: fc.dictionary(
        fc.constantFrom("fields", "page", "per_page", "from", "take", "q", "name"),
        fc.string(),
      ),
    });
    await fc.assert(
      fc.asyncProperty(calls, async ({ endpoint: { method, path }, segment, body, query }) => {
        const target = path.replaceAll(/:\w+/g, segment);
        const search = new URLSearchParams(query).toString();
        const answer = await call(method, `${target}?${search}`, method === "GET" ? undefined : body);
        expect(answer.status).not.toBe(500);
      }),
      { numRuns: 500 },
    );
  });
});
