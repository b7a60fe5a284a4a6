import { describe, expect, test } from "vitest";
import { newTenant } from "./support.ts";

function stringsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}

describe("the local tenant's own endpoints", () => {
  test("list Management API calls in order, and clear them on request", async () => {
    const { call } = await newTenant();
    await call("POST", "/clients", { name: "x" });
    await call("GET", "/clients/nobody?fields=name");
    const { body } = await call("GET", "/sandbox/requests");
    expect(body).toMatchObject([
      { method: "POST", path: "/api/v2/clients", status: 201 },
      { method: "GET", path: "/api/v2/clients/nobody?fields=name", status: 404 },
    ]);
    await call("DELETE", "/sandbox/requests");
    expect((await call("GET", "/sandbox/requests")).body).toEqual([]);
  });

  test("add users, advance the clock, inject faults and reset", async () => {
    const { call, tenant } = await newTenant();
    const user = await call("POST", "/sandbox/users", {
      email: "a@example.com",
      password: "Correct-horse-1",
    });
    expect(user).toMatchObject({ status: 201, body: { email: "a@example.com" } });
    await call("POST", "/sandbox/clock", { now: "2030-01-01T00:00:00Z" });
    await call("POST", "/sandbox/clock", { advanceSeconds: 3600 });
    expect((await call("GET", "/sandbox/health")).body).toMatchObject({ status: "ok" });
    expect(tenant.now().toISOString()).toMatch(/^2030-01-01T01:00:/);
    await call("POST", "/sandbox/faults", { rules: ["GET /clients * 503"] });
    expect((await call("GET", "/clients")).status).toBe(503);
    await call("DELETE", "/sandbox/faults");
    expect((await call("GET", "/clients")).status).toBe(200);
    await call("POST", "/sandbox/reset", {});
    expect(tenant.state.users).toEqual([]);
    expect((await call("GET", "/clients")).status).toBe(200);
  });

  test("return the state without any secret", async () => {
    const { call, tenant } = await newTenant({ phoneExperience: "legacy" });
    for (const [method, path, body] of requestsWithSecrets()) {
      expect([path, (await call(method, path, body)).status]).toEqual([path, method === "PUT" ? 200 : 201]);
    }
    const { secrets, clients, users } = tenant.state;
    const made = [
      tenant.managementToken(),
      secrets.signingKey.privatePem,
      secrets.twilio.authToken,
      secrets.plivo.authToken,
      ...clients.map((client) => client.client_secret ?? ""),
      ...users.map((user) => user.passwordHash ?? ""),
    ].filter((secret) => secret !== "");
    expect(made.length).toBeGreaterThan(6);
    const shown = stringsOf((await call("GET", "/sandbox/state")).body);
    expect(shown.filter((text) => made.some((secret) => text.includes(secret)))).toEqual([]);
    expect(shown.filter((text) => text.includes("sent-as-"))).toEqual([]);
    expect(shown).toContain("All Applications");
    expect(shown).toContain(secrets.twilio.accountSid);
  });

  test.each([
    ["a foreign host", { host: "attacker.example" }, 421, "This tenant is not attacker.example"],
    [
      "a look-alike host",
      { host: "localhost.attacker.example" },
      421,
      "This tenant is not localhost.attacker.example",
    ],
    [
      "a foreign origin",
      { origin: "https://attacker.example" },
      403,
      "The local tenant rejects requests from other origins",
    ],
    ["an opaque origin", { origin: "null" }, 403, "The local tenant rejects requests from other origins"],
    [
      "a form",
      { "content-type": "application/x-www-form-urlencoded" },
      400,
      "Send JSON with the content type application/json",
    ],
    ["plain text", { "content-type": "text/plain" }, 400, "Send JSON with the content type application/json"],
  ])("reject %s", async (_, headers, status, message) => {
    const { call, tenant } = await newTenant();
    const answer = await call(
      "POST",
      "/sandbox/users",
      { email: "a@example.com", password: "Correct-horse-1" },
      headers,
    );
    const reasons: Record<number, string> = {
      400: "Bad Request",
      403: "Forbidden",
      421: "Misdirected Request",
    };
    expect(answer).toMatchObject({
      status,
      body: { statusCode: status, error: reasons[status], message },
    });
    expect(tenant.state.users).toEqual([]);
  });

  test.each(["localhost:3000", "127.0.0.1:1", "[::1]:3000"])("accept the host %s", async (host) => {
    const { call, tenant } = await newTenant();
    tenant.origins.push("http://127.0.0.1:1", "http://[::1]:3000");
    expect((await call("GET", "/sandbox/health", undefined, { host })).status).toBe(200);
  });

  test.each([
    ["/sandbox/clock", { now: "tomorrow" }, 'Send {"now": "2026-01-01T00:00:00Z"} or {"advanceSeconds": 60}'],
    [
      "/sandbox/clock",
      { advanceSeconds: 1e300 },
      'Send {"now": "2026-01-01T00:00:00Z"} or {"advanceSeconds": 60}',
    ],
    [
      "/sandbox/faults",
      { rules: ["nonsense"] },
      'The fault "nonsense" does not have four parts. Use "METHOD PATH NTH STATUS|limited|reset|timeout|lost", for example "PUT /guardian/factors/sms 1 403".',
    ],
    ["/sandbox/faults", {}, 'Send {"rules": ["METHOD PATH NTH STATUS|limited|reset|timeout|lost"]}'],
    [
      "/sandbox/users",
      { email: "a@example.com" },
      "Payload validation error: 'Missing required property: password'.",
    ],
    ["/sandbox/users", [], "Send a JSON object"],
  ])("report what is wrong with a body for %s: %j", async (path, body, message) => {
    const { call } = await newTenant();
    expect(await call("POST", path, body)).toMatchObject({ status: 400, body: { message } });
  });
});

test("a path that the local tenant's own API lacks is named", async () => {
  const { call } = await newTenant();
  expect((await call("GET", "/sandbox/reset")).body).toMatchObject({
    statusCode: 404,
    message: "The sandbox API has no GET /sandbox/reset",
  });
});

/** Requests that put secrets into a tenant, each recognizable. */
function requestsWithSecrets(): [method: string, path: string, body: unknown][] {
  const sent = (name: string): string => `sent-as-${name}`;
  const trigger = { id: "post-login", version: "v3" };
  return [
    ["POST", "/clients", { name: "x", client_secret: sent("client-secret") }],
    [
      "POST",
      "/actions/actions",
      {
        name: "x",
        supported_triggers: [trigger],
        secrets: [{ name: "TOKEN", value: sent("action-secret") }],
        deploy: true,
      },
    ],
    [
      "POST",
      "/branding/phone/providers",
      {
        name: "twilio",
        configuration: { sid: "AC1", default_from: "+15005550006", delivery_methods: ["text"] },
        credentials: { auth_token: sent("auth-token") },
      },
    ],
    ["POST", "/sandbox/users", { email: "a@example.com", password: sent("Password-1") }],
    ["PUT", "/guardian/factors/sms/providers/twilio", { auth_token: sent("legacy-token"), sid: "AC1" }],
    ["PUT", "/guardian/factors/duo/settings", { ikey: "i", skey: sent("skey"), host: "h" }],
    ["PUT", "/guardian/factors/push-notification/providers/apns", { p12: sent("p12") }],
    ["PUT", "/guardian/factors/push-notification/providers/fcm", { server_key: sent("server-key") }],
    ["PUT", "/guardian/factors/push-notification/providers/fcmv1", { server_credentials: sent("fcm") }],
    [
      "PUT",
      "/guardian/factors/push-notification/providers/sns",
      { aws_access_key_id: "i", aws_secret_access_key: sent("aws") },
    ],
    [
      "POST",
      "/connections",
      { name: "db", strategy: "auth0", options: { configuration: { anything: sent("script-setting") } } },
    ],
    [
      "POST",
      "/connections",
      {
        name: "sms",
        strategy: "sms",
        options: { twilio_token: sent("sms-token"), client_secret: sent("c") },
      },
    ],
  ];
}
