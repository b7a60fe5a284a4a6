import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CallObserver } from "../../../sandbox/auth0/edge/conditions.ts";
import { Faults, parseFault } from "../../../sandbox/auth0/edge/faults.ts";
import type { FaultRule } from "../../../sandbox/auth0/edge/faults.ts";
import { RateLimit } from "../../../sandbox/auth0/edge/rateLimit.ts";
import { newTenant } from "./support.ts";

function rule(text: string): FaultRule {
  const parsed = parseFault(text);
  if (typeof parsed === "string") throw new Error(parsed);
  return parsed;
}

describe("fault rules", () => {
  test.each([
    [
      "PUT /guardian/factors/sms 1 403",
      { method: "PUT", path: "/guardian/factors/sms", nth: 1, effect: 403 },
    ],
    ["get /clients/* * reset", { method: "GET", path: "/clients/*", nth: "*", effect: "reset" }],
    ["* * 2 lost", { method: "*", path: "*", nth: 2, effect: "lost" }],
  ])("reads %s", (text, expected) => {
    expect(parseFault(text)).toEqual(expected);
  });

  test.each([
    ["", "does not have four parts"],
    ["PUT /x 1", "does not have four parts"],
    ["FETCH /x 1 500", "has no HTTP method"],
    ["PUT x 1 500", "has a path that does not start with /"],
    ["PUT /x 0 500", "has an NTH that is neither a positive integer nor *"],
    ["PUT /x 1 200", 'has an unknown effect "200"'],
    ["PUT /x 1 explode", 'has an unknown effect "explode"'],
  ])("reports an invalid rule in one line: %j", (text, problem) => {
    const usage =
      'Use "METHOD PATH NTH STATUS|limited|reset|timeout|lost", for example "PUT /guardian/factors/sms 1 403".';
    expect(parseFault(text)).toBe(`The fault "${text}" ${problem}. ${usage}`);
  });

  test("counts matching calls only, separately for each rule", () => {
    const faults = new Faults([rule("GET /clients/* 2 500"), rule("GET /clients/a 1 timeout")]);
    expect(faults.effectOn("POST", "/api/v2/clients/a")).toBeUndefined();
    expect(faults.effectOn("GET", "/api/v2/clients/a")).toBe("timeout");
    expect(faults.effectOn("GET", "/api/v2/clients/b")).toBe(500);
    expect(faults.effectOn("GET", "/api/v2/clients/b")).toBeUndefined();
  });

  test("matches a path literally, except for asterisks", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\/[\w.+()[\]^$|?-]{0,20}$/), (path) => {
        expect(new Faults([rule(`GET ${path} 1 500`)]).effectOn("GET", path)).toBe(500);
        expect(new Faults([rule(`GET ${path} 1 500`)]).effectOn("GET", `${path}x`)).toBeUndefined();
      }),
    );
  });

  test.each([
    [400, "Bad Request", "Bad Request"],
    [401, "Unauthorized", "Unauthorized"],
    [403, "Forbidden", "Insufficient scope, expected any of: "],
    [404, "Not Found", "Not Found"],
    [409, "Conflict", "Conflict"],
    [418, "Error", "Error"],
    [500, "Internal Server Error", "An internal error occurred"],
    [502, "Bad Gateway", "An internal error occurred"],
    [503, "Service Unavailable", "An internal error occurred"],
    [504, "Gateway Timeout", "An internal error occurred"],
  ])("returns a %i as Auth0 words it", async (statusCode, error, message) => {
    const { call } = await newTenant({
      conditions: { faults: new Faults([rule(`GET /clients 1 ${statusCode}`)]) },
    });
    expect((await call("GET", "/clients")).body).toMatchObject({ statusCode, error, message });
  });

  test("returns the status without executing the call", async () => {
    const { call, tenant } = await newTenant({
      conditions: { faults: new Faults([rule("POST /clients 1 429")]) },
    });
    expect((await call("POST", "/clients", { name: "x" })).body).toEqual({
      statusCode: 429,
      error: "Too Many Requests",
      message: "Global limit has been reached",
      errorCode: "too_many_requests",
    });
    expect(tenant.state.clients).toHaveLength(2);
    expect((await call("POST", "/clients", { name: "x" })).status).toBe(201);
  });
});

describe("a call", () => {
  test("that a rule limits reports when the limit resets: in one second", async () => {
    const { call } = await newTenant({
      conditions: { faults: new Faults([rule("GET /clients 1 limited")]) },
    });
    const before = Math.floor(Date.now() / 1000);
    const { status, headers } = await call("GET", "/clients");
    expect(status).toBe(429);
    expect(Number(headers.get("x-ratelimit-reset"))).toBeGreaterThan(before);
    expect((await call("GET", "/clients")).status).toBe(200);
  });

  test("is passed to its observer, which may make it fail, before and after it is executed", async () => {
    const seen: string[] = [];
    const observer: CallObserver = {
      before(method, path) {
        seen.push(`before ${method} ${path}`);
        return seen.length === 1 ? 403 : undefined;
      },
      after(method, path) {
        seen.push(`after ${method} ${path}`);
      },
    };
    const { call } = await newTenant({ conditions: { observer } });
    expect((await call("GET", "/clients")).status).toBe(403);
    expect((await call("GET", "/clients")).status).toBe(200);
    expect(seen).toEqual([
      "before GET /api/v2/clients",
      "before GET /api/v2/clients",
      "after GET /api/v2/clients",
    ]);
  });
});

describe("rate limits", () => {
  test("allows a burst, then reports when the next call is possible", () => {
    let ms = 0;
    const limit = new RateLimit("free", { monotonic: () => ms, wall: () => 1_000_000 + ms });
    expect(limit.take("GET", "/api/v2/users")).toMatchObject({ allowed: true, limit: 2, remaining: 1 });
    expect(limit.take("GET", "/api/v2/users")).toMatchObject({ allowed: true, remaining: 0 });
    const refused = limit.take("GET", "/api/v2/users");
    expect(refused).toMatchObject({ allowed: false, remaining: 0 });
    expect(refused.reset).toBeGreaterThan((1_000_000 + ms) / 1000);
    ms += 500;
    expect(limit.take("GET", "/api/v2/users").allowed).toBe(true);
  });

  test("limits reads of clients and connections separately on Essentials", () => {
    const limit = new RateLimit("essentials", { monotonic: () => 0, wall: () => 0 });
    for (let call = 0; call < 5; call += 1) expect(limit.take("GET", "/api/v2/clients").allowed).toBe(true);
    expect(limit.take("GET", "/api/v2/clients").allowed).toBe(false);
    expect(limit.take("GET", "/api/v2/connections").allowed).toBe(true);
    expect(limit.take("POST", "/api/v2/clients").limit).toBe(10);
  });

  test("has one limit for all reads on the free plan", () => {
    const limit = new RateLimit("free", { monotonic: () => 0, wall: () => 0 });
    const paths = ["/api/v2/clients", "/api/v2/connections", "/api/v2/users"];
    expect(paths.map((path) => limit.take("GET", path).allowed)).toEqual([true, true, false]);
  });

  test("never allows more than burst and rate", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 }), (gaps) => {
        let ms = 0;
        const limit = new RateLimit("free", { monotonic: () => ms, wall: () => ms });
        const allowed = gaps.filter((gap) => {
          ms += gap;
          return limit.take("GET", "/x").allowed;
        }).length;
        expect(allowed).toBeLessThanOrEqual(2 + (ms / 1000) * 2);
      }),
    );
  });

  test("writes the headers, and Auth0's message for 429", async () => {
    const rateLimit = new RateLimit("free", { monotonic: () => 0, wall: () => 5_000 });
    const { call } = await newTenant({ conditions: { rateLimit } });
    expect((await call("GET", "/clients")).headers.get("x-ratelimit-remaining")).toBe("1");
    await call("GET", "/clients");
    const { status, body, headers } = await call("GET", "/clients");
    expect({ status, body }).toMatchObject({ status: 429, body: { errorCode: "too_many_requests" } });
    expect(headers.get("x-ratelimit-limit")).toBe("2");
    expect(Number(headers.get("x-ratelimit-reset"))).toBeGreaterThan(5);
  });
});

describe("the request log", () => {
  test("includes responses from faults and limits", async () => {
    const faults = new Faults([rule("GET /clients 1 503"), rule("POST /oauth/token 1 429")]);
    const { call } = await newTenant({ conditions: { faults } });
    await call("GET", "/clients");
    expect((await call("POST", "/oauth/token", {})).status).toBe(429);
    expect((await call("GET", "/sandbox/requests")).body).toMatchObject([
      { path: "/api/v2/clients", status: 503 },
    ]);
  });
});
