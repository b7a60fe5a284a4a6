import { describe, expect, test } from "vitest";
import { Auth0Provider } from "../../../../sandbox/plugins/auth0/provider.ts";
import { isLoopback } from "../../../../sandbox/plugins/bridge/loopback.ts";
import type { Properties } from "../../../../sandbox/plugins/bridge/schema/value.ts";
import { retrying } from "../../../../sandbox/plugins/auth0/tenant/retry.ts";

describe("loopback", () => {
  test.each([
    "localhost:8443",
    "tenant.localhost",
    "127.0.0.1:1",
    "127.9.9.9",
    "[::1]:8443",
    "https://localhost",
  ])("includes %s", (domain) => {
    expect(isLoopback(domain)).toBe(true);
  });

  test.each([
    "tenant.eu.auth0.com",
    "localhost.example.com",
    "127.0.0.1.example.com",
    "localhost@example.com",
    "localhost:1@example.com",
    "example.com/localhost",
    "example.com#.localhost",
    "10.0.0.1",
    "[::2]",
    "",
  ])("does not include %s", (domain) => {
    expect(isLoopback(domain)).toBe(false);
  });

  test("is the only kind of host that the plugin can be configured for", () => {
    const token = "very-secret";
    const provider = new Auth0Provider({ AUTH0_DOMAIN: "tenant.eu.auth0.com", AUTH0_API_TOKEN: token });
    expect(() => {
      provider.configure({});
    }).toThrow("Failed to use tenant.eu.auth0.com");
    const { failures } = provider.checkConfig({ domain: "tenant.eu.auth0.com", apiToken: token });
    expect(failures.join()).toContain("Failed to use");
    expect(failures.join()).not.toContain(token);
  });
});

describe("the provider's settings", () => {
  const failuresOf = (inputs: Properties) =>
    new Auth0Provider({}).checkConfig({ domain: "localhost", ...inputs }).failures;

  test.each([
    ["audience", "https://localhost/api/v2/"],
    ["apiToken", "token"],
    ["clientId", "id"],
    ["clientSecret", "secret"],
    ["customDomainHeader", "login.example.com"],
    ["debug", true],
    ["version", "3.0.0"],
    ["cliLogin", false],
    ["clientAssertionPrivateKey", ""],
    ["clientAssertionSigningAlg", null],
    ["dynamicCredentials", false],
  ])("may have %s with the value %j", (key, value) => {
    expect(failuresOf({ [key]: value })).toEqual([]);
  });

  test.each([
    ["cliLogin", true],
    ["clientAssertionPrivateKey", "key"],
    ["clientAssertionSigningAlg", "RS256"],
    ["dynamicCredentials", true],
  ])("may not have %s with the value %j, which the local plugin lacks", (key, value) => {
    expect(failuresOf({ [key]: value })).toEqual([
      `The local auth0 plugin does not have the setting \`auth0:${key}\`; install the official one.`,
    ]);
  });

  test("may not have a key that the official plugin does not know", () => {
    expect(failuresOf({ token: "x", __internal: {} })).toEqual([
      expect.stringMatching(/^`auth0:token` is not a valid configuration key/),
    ]);
  });
});

describe("retries", () => {
  const url = "https://localhost/api/v2/clients";

  function sending(...answers: (Response | Error)[]) {
    const waits: number[] = [];
    let sent = 0;
    const send = retrying(
      () => {
        const answer = answers[Math.min(sent++, answers.length - 1)];
        return answer instanceof Response ? Promise.resolve(answer) : Promise.reject(answer ?? new Error());
      },
      {
        now: () => 1_000_000,
        sleep: (milliseconds) => {
          waits.push(milliseconds);
          return Promise.resolve();
        },
      },
    );
    return { send, waits, count: () => sent };
  }

  const limited = (reset?: string): Response =>
    new Response("{}", { status: 429, headers: reset === undefined ? {} : { "x-ratelimit-reset": reset } });

  test("wait until a rate limit's reset, or five seconds", async () => {
    const { send, waits } = sending(limited("1003"), limited(), new Response("{}"));
    expect((await send(url)).status).toBe(200);
    expect(waits).toEqual([3000, 5000]);
  });

  test("don't apply to a limited token request", async () => {
    const { send, waits } = sending(limited("1003"));
    expect((await send("https://localhost/oauth/token")).status).toBe(429);
    expect(waits).toEqual([]);
  });

  test.each([500, 502, 503, 504, 524])("are three after a %i", async (status) => {
    const { send, count } = sending(new Response("", { status }));
    expect((await send(url)).status).toBe(status);
    expect(count()).toBe(4);
  });

  test("are three after a broken connection, none after a 403", async () => {
    const broken = sending(new TypeError("fetch failed"));
    await expect(broken.send(url, { method: "POST" })).rejects.toThrow("fetch failed");
    expect(broken.count()).toBe(4);
    const refused = sending(new Response("{}", { status: 403 }));
    expect((await refused.send(url)).status).toBe(403);
    expect(refused.count()).toBe(1);
  });
});
