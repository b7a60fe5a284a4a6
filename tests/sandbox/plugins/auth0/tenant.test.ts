import { ManagementError } from "auth0";
import { describe, expect, test } from "vitest";
import { Auth0Provider } from "../../../../sandbox/plugins/auth0/provider.ts";
import { isLoopback } from "../../../../sandbox/plugins/bridge/loopback.ts";
import { unknown, type Properties } from "../../../../sandbox/plugins/bridge/schema/value.ts";
import { managementApi } from "../../../../sandbox/plugins/auth0/tenant/api.ts";
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
    const failure =
      "Failed to use tenant.eu.auth0.com: this is the local auth0 plugin, and it talks to a tenant on this machine " +
      "only (localhost, *.localhost, 127.0.0.0/8, [::1]). For a real tenant, install the official one: " +
      "pulumi plugin install resource auth0.";
    expect(() => {
      provider.configure({});
    }).toThrow(new Error(failure));
    const { failures } = provider.checkConfig({ domain: "tenant.eu.auth0.com", apiToken: token });
    expect(failures).toEqual([failure]);
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
      "`auth0:token` is not a valid configuration key for the auth0 provider. If the referenced key is not intended for the provider, please choose a different namespace from `auth0:`.",
    ]);
  });
});

describe("the provider", () => {
  test.each([
    [
      {},
      "Missing required configuration: set AUTH0_DOMAIN with AUTH0_API_TOKEN, or with AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET.",
    ],
    [
      { AUTH0_DOMAIN: "localhost", AUTH0_CLIENT_ID: "id" },
      "Missing required configuration: AUTH0_CLIENT_ID needs AUTH0_CLIENT_SECRET. A local tenant does not accept a client's private key.",
    ],
    [
      { AUTH0_API_TOKEN: "token" },
      "Missing required configuration: The 'AUTH0_DOMAIN' must be specified along with 'AUTH0_API_TOKEN'.",
    ],
    [
      { AUTH0_CLIENT_ID: "id", AUTH0_CLIENT_SECRET: "secret" },
      "Missing required configuration: The 'AUTH0_DOMAIN' must be specified along with 'AUTH0_CLIENT_ID' and 'AUTH0_CLIENT_SECRET'.",
    ],
  ])("can't be configured with %j", (environment, message) => {
    const provider = new Auth0Provider(environment);
    expect(() => {
      provider.configure({});
    }).toThrow(new Error(message));
  });

  test("can't call a tenant whose domain a preview does not know yet", async () => {
    const provider = new Auth0Provider({});
    provider.configure({ domain: unknown });
    await expect(provider.invoke("auth0:index/getTenant:getTenant", {})).rejects.toThrow(
      "The auth0 provider is not configured: its settings are not known yet.",
    );
  });

  const api = (answer: Response | Error) =>
    managementApi({ domain: "localhost", clientId: "id", clientSecret: "secret" }, () =>
      Promise.resolve(() => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer))),
    );

  test("names the call for which the tenant issued no token", async () => {
    const refusal = new ManagementError({
      message: "ManagementClient: token request failed",
      statusCode: 401,
      body: { error: "access_denied", error_description: "Unauthorized" },
    });
    await expect(api(refusal).send("PATCH", "/clients/abc", {})).rejects.toThrow(
      new Error(
        'failed to send the request: Patch "https://localhost/api/v2/clients/abc": oauth2: "access_denied" "Unauthorized"',
      ),
    );
  });

  test.each([
    ['{"error":"Not Found","message":"No client"}', "404 Not Found: No client"],
    ["<html>", "404 Nothing: the response is not JSON"],
  ])("reports the error response %s", async (body, message) => {
    const response = new Response(body, { status: 404, statusText: "Nothing" });
    await expect(api(response).send("GET", "/clients/abc")).rejects.toMatchObject({ status: 404, message });
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
