import { describe, expect, it } from "vitest";
import { newTenant } from "./support.ts";

describe("the sandbox's own endpoints", () => {
  it("lists Management API calls in order and forgets them when asked", async () => {
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

  it("adds users, moves the clock, injects faults and starts over", async () => {
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

  it("shows the state without its secrets", async () => {
    const { call, tenant } = await newTenant();
    const text = JSON.stringify((await call("GET", "/sandbox/state")).body);
    const { secrets } = tenant.state;
    for (const secret of [
      secrets.signingKey.privatePem,
      secrets.twilio.authToken,
      tenant.machineClient().client_secret ?? "",
    ]) {
      expect(text).not.toContain(JSON.stringify(secret).slice(1, -1));
    }
    expect(text).toContain("All Applications");
  });

  it.each([
    ["a foreign host", { host: "attacker.example" }, 403],
    ["a look-alike host", { host: "localhost.attacker.example" }, 403],
    ["a foreign origin", { origin: "https://attacker.example" }, 403],
    ["an opaque origin", { origin: "null" }, 403],
    ["a form", { "content-type": "application/x-www-form-urlencoded" }, 400],
    ["plain text", { "content-type": "text/plain" }, 400],
  ])("refuses %s", async (_, headers, status) => {
    const { call, tenant } = await newTenant();
    const answer = await call(
      "POST",
      "/sandbox/users",
      { email: "a@example.com", password: "Correct-horse-1" },
      headers,
    );
    expect(answer.status).toBe(status);
    expect(tenant.state.users).toEqual([]);
  });

  it.each(["localhost:3000", "127.0.0.1:1", "[::1]:3000"])("answers %s", async (host) => {
    const { call } = await newTenant();
    expect((await call("GET", "/sandbox/health", undefined, { host })).status).toBe(200);
  });

  it.each([
    ["/sandbox/clock", { now: "tomorrow" }],
    ["/sandbox/clock", { advanceSeconds: 1e300 }],
    ["/sandbox/faults", { rules: ["nonsense"] }],
    ["/sandbox/faults", {}],
    ["/sandbox/users", { email: "a@example.com" }],
  ])("says what is wrong with a body for %s", async (path, body) => {
    const { call } = await newTenant();
    expect(await call("POST", path, body)).toMatchObject({ status: 400 });
  });
});
