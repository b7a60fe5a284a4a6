import { describe, expect, test } from "vitest";
import { checkHost } from "../../sandbox/options.ts";
import { startSandbox } from "../../sandbox/index.ts";
import { rawRequest } from "../support/http/rawRequest.ts";
import { authorization, newFixture } from "../support/tenant/fixture.ts";
import type { Fixture } from "../support/tenant/fixture.ts";

/** Reads and changes that a page of another site would like to make. */
const reads = [
  "/sandbox/state",
  "/sandbox/messages",
  "/sandbox/requests",
  "/sandbox/health",
  "/inbox",
  "/inbox/messages.json",
  "/inbox/events",
];
const changes: [string, string][] = [
  ["POST", "/sandbox/reset"],
  ["POST", "/sandbox/users"],
  ["POST", "/sandbox/clock"],
  ["POST", "/sandbox/faults"],
  ["DELETE", "/sandbox/faults"],
  ["DELETE", "/sandbox/requests"],
  ["POST", "/sandbox/keys/rotate"],
  ["POST", "/sandbox/carriers/plivo/tokens"],
];
const tenantPaths = [
  "/authorize",
  "/u/login",
  "/oauth/token",
  "/api/v2/clients",
  "/.well-known/openid-configuration",
  "/carriers/twilio/",
  "/mfa/authenticators",
  "/nowhere",
];

const portOf = (url: string): string => new URL(url).port;

/** What a tenant remembers, and what was sent. */
const memory = async (fixture: Fixture): Promise<string> =>
  JSON.stringify([await fixture.sandbox("GET", "/state"), await fixture.sandbox("GET", "/messages")]);

describe("a name that resolves to this machine", () => {
  test("E1: is rejected before any route, regardless of the path", async () => {
    const fixture = await newFixture();
    const port = portOf(fixture.url);
    const hosts = [
      `evil.example:${port}`,
      "evil.example",
      `localhost.evil.example:${port}`,
      `127.0.0.1.nip.io:${port}`,
      `localhost:${Number(port) + 1}`,
      "localhost",
    ];
    for (const host of hosts) {
      for (const path of [...reads, ...tenantPaths]) {
        const { status, text } = await rawRequest(fixture.url + path, { headers: { host } });
        expect([host, path, status]).toEqual([host, path, 421]);
        expect(text).not.toContain("issuer");
      }
    }
    const own = await rawRequest(`${fixture.url}/sandbox/health`, { headers: { host: `LOCALHOST:${port}` } });
    expect(own.status).toBe(200);
  });

  test("E1: is also rejected in the request line, and so is one port's name on the other port", async () => {
    const fixture = await newFixture();
    const { host } = new URL(fixture.url);
    const secure = fixture.description.auth0.domain;
    for (const path of [
      "/.well-known/openid-configuration",
      "/sandbox/health",
      authorization(fixture).path,
    ]) {
      const absolute = await rawRequest(fixture.url, {
        target: `http://evil.example${path}`,
        headers: { host },
      });
      expect([path, absolute.status]).toEqual([path, 421]);
      expect([path, absolute.headers.location]).toEqual([path, undefined]);
      const crossed = await rawRequest(fixture.url + path, { headers: { host: secure } });
      expect([path, crossed.status]).toEqual([path, 421]);
    }
  });

  test("E2: no header changes the issuer, links or where a sign-in redirects", async () => {
    const fixture = await newFixture();
    const headers = {
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
      "x-forwarded-port": "1",
      "x-forwarded-prefix": "/evil",
      "x-forwarded-for": "6.6.6.6",
      "x-original-url": "/evil",
      "x-rewrite-url": "/evil",
      forwarded: "host=evil.example;proto=https;for=6.6.6.6",
    };
    const metadata = await rawRequest(`${fixture.url}/.well-known/openid-configuration`, { headers });
    expect(metadata.text).not.toContain("evil");
    expect(JSON.parse(metadata.text)).toMatchObject({
      issuer: `${fixture.url}/`,
      authorization_endpoint: `${fixture.url}/authorize`,
      token_endpoint: `${fixture.url}/oauth/token`,
    });
    const begun = await rawRequest(fixture.url + authorization(fixture).path, { headers });
    expect(begun.headers.location).toMatch(/^\/u\/login\?|^http:\/\/localhost/);
    expect(begun.headers.location).not.toContain("evil");
    const visitor = fixture.visitor();
    Object.assign(visitor.headers, headers);
    const login = await visitor.open(authorization(fixture).path);
    await visitor.submit(login, { username: "nobody@example.com", password: "x" });
    const logs = JSON.stringify(await fixture.api("GET", "/logs"));
    expect(logs).not.toMatch(/6\.6\.6\.6|evil/);
  });
});

describe("a page of another site", () => {
  test("E3, E17: can't read the local tenant's own routes, regardless of the kind of request", async () => {
    const fixture = await newFixture();
    for (const origin of ["https://evil.example", "null", "http://localhost:3000", "http://localhost"]) {
      for (const path of [...reads, "/sandbox/carriers"]) {
        const preflight = await rawRequest(fixture.url + path, {
          method: "OPTIONS",
          headers: {
            origin,
            "access-control-request-method": "GET",
            "access-control-request-private-network": "true",
          },
        });
        const read = await rawRequest(fixture.url + path, { headers: { origin } });
        expect([origin, path, read.status]).toEqual([origin, path, 403]);
        for (const { headers } of [preflight, read]) {
          expect(headers["access-control-allow-origin"]).toBeUndefined();
          expect(headers["access-control-allow-credentials"]).toBeUndefined();
          expect(headers["access-control-allow-private-network"]).toBeUndefined();
        }
      }
    }
  });

  test("E3, E17: can read what the tenant allowed, but not the Management API", async () => {
    const fixture = await newFixture();
    const token = { authorization: `Bearer ${fixture.description.auth0.managementToken}` };
    for (const origin of ["https://evil.example", "null"]) {
      for (const path of [
        "/api/v2/clients",
        "/userinfo",
        "/oauth/token",
        "/mfa/authenticators",
        "/u/login",
      ]) {
        for (const method of ["OPTIONS", "GET"]) {
          const { headers } = await rawRequest(fixture.url + path, {
            method,
            headers: {
              origin,
              ...token,
              "access-control-request-method": "POST",
              "access-control-request-private-network": "true",
            },
          });
          const allowed = headers["access-control-allow-origin"];
          expect([path, headers["access-control-allow-private-network"]]).toEqual([path, undefined]);
          expect([path, headers["access-control-allow-credentials"]]).toEqual([path, undefined]);
          if (path.startsWith("/api") || path.startsWith("/u/"))
            expect([path, allowed]).toEqual([path, undefined]);
        }
      }
    }
    const refused = await rawRequest(`${fixture.url}/oauth/token`, {
      method: "POST",
      headers: { origin: "https://evil.example", "content-type": "application/json" },
      body: JSON.stringify({ grant_type: "refresh_token", client_id: fixture.clientId, refresh_token: "x" }),
    });
    expect(refused.headers["access-control-allow-origin"]).not.toBe("https://evil.example");
  });

  test("E4: changes nothing by a form, by plain text, or by a fetch without a preflight", async () => {
    const fixture = await newFixture();
    await fixture.newUser("before@example.com");
    const before = await memory(fixture);
    const types = [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "application/json",
    ];
    for (const [method, path] of changes) {
      for (const type of types) {
        for (const headers of [
          { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
          { "sec-fetch-site": "same-site", origin: "http://localhost:3000" },
          { origin: "null" },
        ]) {
          const sent = JSON.stringify({ email: "evil@example.com", password: "Correct-horse-7" });
          const body = method === "DELETE" ? "" : sent;
          const { status } = await rawRequest(fixture.url + path, {
            method,
            body,
            headers: { "content-type": type, ...headers },
          });
          expect([path, type, status]).toEqual([path, type, 403]);
        }
        // An old browser sends no such headers; what it may send without a preflight is not JSON.
        if (type === "application/json" || method === "DELETE") continue;
        const { status } = await rawRequest(fixture.url + path, {
          method,
          body: "{}",
          headers: { "content-type": type },
        });
        expect([path, type, status]).toEqual([path, type, 400]);
      }
    }
    expect(await memory(fixture)).toBe(before);
  });

  test("E5: changes nothing by GET: routes that change something don't exist for it", async () => {
    const fixture = await newFixture();
    await fixture.newUser("before@example.com");
    const before = await memory(fixture);
    for (const [, path] of changes) {
      for (const method of ["GET", "HEAD", "OPTIONS"]) {
        const { status } = await rawRequest(`${fixture.url}${path}?advanceSeconds=1&_method=POST`, {
          method,
          headers: { "x-http-method-override": "POST" },
        });
        const isRead = reads.includes(path);
        expect([method, path, status]).toEqual([method, path, isRead && method !== "OPTIONS" ? 200 : 404]);
      }
    }
    expect(await memory(fixture)).toBe(before);
  });

  test("E6: can't include a response as a script or an image", async () => {
    const fixture = await newFixture();
    for (const path of reads.filter((each) => each !== "/inbox/events")) {
      const { headers } = await rawRequest(fixture.url + path);
      expect([path, headers["x-content-type-options"]]).toEqual([path, "nosniff"]);
      expect([path, headers["cross-origin-resource-policy"]]).toEqual([path, "same-origin"]);
      const framed = await rawRequest(fixture.url + path, {
        headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script" },
      });
      expect([path, framed.status]).toEqual([path, 403]);
    }
  });
});

describe("files and addresses", () => {
  test("E8: listens on loopback only, and no option changes that", async () => {
    const listening = (): string[] =>
      (process as unknown as { _getActiveHandles: () => { address?: () => unknown; listening?: boolean }[] })
        ._getActiveHandles()
        .filter(({ listening: isOpen }) => isOpen === true)
        .map((handle) => ((handle.address?.() ?? {}) as { address?: string }).address ?? "");
    const before = listening().length;
    const sandbox = await startSandbox();
    const opened = listening().slice(before);
    await sandbox.stop();
    expect(opened.length).toBeGreaterThanOrEqual(2);
    for (const address of opened) expect(["127.0.0.1", "::1"]).toContain(address);
    for (const host of ["0.0.0.0", "::", "192.168.1.2", "example.com", "127.0.0.2", ""])
      expect(() => {
        checkHost(host);
      }).toThrow("loopback only");
  });

  test("E14: no path leads outside the served files", async () => {
    const fixture = await newFixture();
    const { host } = new URL(fixture.url);
    for (const target of [
      "/inbox/../../../../etc/passwd",
      "/inbox/..%2f..%2fpackage.json",
      "/inbox/%2e%2e/%2e%2e/package.json",
      "/inbox/....//package.json",
      "/inbox/inbox.js%00.css",
      "/inbox/..\\..\\package.json",
      "/u/../package.json",
      "/u/styles.css/../../package.json",
      "/.git/config",
      "/.env",
      "/package.json",
      "//etc/passwd",
    ]) {
      const { status, text } = await rawRequest(fixture.url, { target, headers: { host } });
      expect([target, [400, 404, 405, 421].includes(status)]).toEqual([target, true]);
      expect(text).not.toMatch(/root:|"scripts"|\[core\]/);
    }
  });
});
