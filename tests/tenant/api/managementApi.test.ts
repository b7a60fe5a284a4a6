import { generateKeyPairSync } from "node:crypto";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { ManagementApi } from "../../../tenant/api/ManagementApi.ts";
import { listByPage } from "../../../tenant/api/lists.ts";
import { CallFailure } from "../../../tenant/http/CallFailure.ts";
import type { FailureKind } from "../../../tenant/http/CallFailure.ts";
import { FakeTransport, json } from "../../support/http/fakeTransport.ts";

const canary = "canary-secret-nobody-may-see";
const access = {
  domain: "tenant.eu.auth0.com",
  clientId: "client",
  clientSecret: canary,
  apiToken: undefined,
  apiTokenFrom: "AUTH0_API_TOKEN" as const,
  audience: undefined,
};

type Answers = Record<string, () => Response | Promise<Response>>;

/** A tenant that grants a token and answers as the test says. */
function apiOver(answers: Answers, more: Partial<typeof access> = {}) {
  const transport = new FakeTransport(({ path }) => {
    const answer = answers[path.replace(/^\/api\/v2/, "")];
    if (answer !== undefined) return answer();
    if (path === "/oauth/token") return json({ access_token: `${canary}-token`, scope: "read:a read:b" });
    return json({ statusCode: 404, message: "Not Found" }, 404);
  });
  return { api: new ManagementApi({ ...access, ...more }, transport), transport };
}

async function failureOf(work: Promise<unknown>): Promise<CallFailure> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CallFailure);
  expect((error as CallFailure).message).not.toContain(canary);
  return error as CallFailure;
}

const networkError = (code: string) => () =>
  Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error(canary), { code }) }));

describe("reading", () => {
  test("requests one token, reads each path once and counts the calls", async () => {
    const { api, transport } = apiOver({ "/a": () => json({ a: 1 }), "/b": () => json({ b: 2 }) });
    const [first, again] = await Promise.all([api.get("/a", "a"), api.get("/a", "a"), api.get("/b", "b")]);
    expect(first).toEqual({ a: 1 });
    expect(again).toEqual({ a: 1 });
    expect(transport.requests).toEqual(["POST /oauth/token", "GET /api/v2/a", "GET /api/v2/b"]);
    expect(api.calls).toBe(3);
    expect(await api.scopes()).toEqual(["read:a", "read:b"]);
  });

  test("reads again what could not be read", async () => {
    const answers = [json({}, 403), json({ a: 1 })];
    const { api } = apiOver({ "/a": () => answers.shift() ?? json({}) });
    expect((await failureOf(api.get("/a", "a"))).kind).toBe("refused");
    expect(await api.get("/a", "a")).toEqual({ a: 1 });
  });

  test("uses a given token unchanged, and reads its scopes from it", async () => {
    const claims = Buffer.from(JSON.stringify({ scope: "read:clients" })).toString("base64url");
    const { api, transport } = apiOver({ "/a": () => json({}) }, { apiToken: `x.${claims}.y` } as object);
    await api.get("/a", "a");
    expect(await api.scopes()).toEqual(["read:clients"]);
    expect(transport.requests).toEqual(["GET /api/v2/a"]);
  });

  const tokenWith = (claims: object) => ({
    apiToken: `x.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.y`,
  });
  const own = "https://tenant.eu.auth0.com";
  const other = "https://other.us.auth0.com";

  test.each<[string, object, Partial<typeof access>]>([
    ["the tenant's own, in capitals", { aud: `${own.toUpperCase()}/api/v2/`, iss: `${own}/` }, {}],
    ["one of several audiences", { aud: [`${other}/api/v2/`, `${own}/api/v2/`] }, {}],
    ["one without an audience", { scope: "read:a" }, {}],
    ["one whose issuer is a custom domain", { iss: "https://login.example.com/" }, {}],
    ["another's, on a custom domain", { aud: `${other}/api/v2/` }, { domain: "login.example.com" }],
    ["another's, with a configured audience", { aud: `${other}/api/v2/` }, { audience: "a" } as object],
    ["one of the local tenant", { aud: "https://localhost:1/api/v2/" }, { domain: "localhost:2" }],
    ["one that is no JWT", [], {}],
  ])("uses a given token, %s", async (_, claims, more) => {
    const { api } = apiOver({ "/a": () => json({}) }, { ...tokenWith(claims), ...more } as object);
    expect(await api.get("/a", "a")).toEqual({});
  });

  test.each<[string, object, string]>([
    ["by its audience", { aud: `${other}/api/v2/`, scope: "read:a" }, access.domain],
    ["by its issuer", { iss: `${other}/` }, access.domain],
    ["on a local tenant", { aud: [`${other}/api/v2/`, `${other}/userinfo`] }, "localhost:4443"],
  ])("rejects a given token of another tenant before any call: %s", async (_, claims, domain) => {
    const { api, transport } = apiOver({}, { ...tokenWith(claims), domain } as object);
    const failure = await failureOf(api.scopes());
    expect(failure).toMatchObject({
      kind: "credentials",
      why: `the token in AUTH0_API_TOKEN belongs to the tenant other.us.auth0.com, not to ${domain}.`,
    });
    expect(transport.requests).toEqual([]);
  });

  test("rejects a given token that has expired before any call, and one that has not is used", async () => {
    const { transport } = apiOver({});
    const at = (minutes: number) => ({ exp: transport.now().getTime() / 1000 + minutes * 60 });
    const failure = await failureOf(apiOver({}, tokenWith(at(-6)) as object).api.scopes());
    expect(failure.why).toMatch(/^the token in AUTH0_API_TOKEN expired at \d{4}-\d\d-\d\dT[\d:.]+Z\.$/);
    expect(await apiOver({}, tokenWith({ ...at(-4), scope: "read:a" }) as object).api.scopes()).toEqual([
      "read:a",
    ]);
  });

  const invalid = () => json({ message: "Invalid token" }, 401);
  const noToken = () => json({ message: "Bad HTTP authentication header format" }, 400);

  test.each<[string, object, () => Response, string]>([
    ["no token", { apiToken: "foo" }, noToken, "is not a JSON Web Token"],
    ["no token, although it has dots", { apiToken: "a.b.c" }, invalid, "is not a JSON Web Token"],
    ["invalid, without an issuer", tokenWith({ scope: "read:a" }), invalid, "is invalid or has expired"],
    ["invalid", tokenWith({ iss: `https://${access.domain}/` }), invalid, "is invalid or has expired"],
    [
      "another local tenant's",
      { ...tokenWith({ iss: "https://localhost:4543/" }), domain: "localhost:4600" },
      invalid,
      "was issued by localhost:4543, and localhost:4600 does not accept it",
    ],
  ])("says why the tenant rejects a given token: %s", async (_, given, answer, fault) => {
    const { api } = apiOver({ "/a": answer }, given);
    const failure = await failureOf(api.get("/a", "read a"));
    expect(failure).toMatchObject({
      kind: "credentials",
      why: `the token in AUTH0_API_TOKEN ${fault}.`,
      remedy:
        "Unset it to use the client's credentials, or set it to a token of this tenant's Management API.",
    });
  });

  test("says that a local tenant does not accept a private key", async () => {
    const { privateKey: pem } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
      publicKeyEncoding: { type: "spki", format: "pem" },
    });
    const key = { clientSecret: undefined, privateKey: { pem, algorithm: "RS256" } };
    const of = (domain: string) =>
      failureOf(apiOver({ "/oauth/token": () => json({}, 401) }, { ...key, domain } as object).api.scopes());
    expect((await of("localhost:4443")).why).toBe("a local tenant does not accept a client's private key.");
    expect((await of("tenant.eu.auth0.com")).why).toBe("the client ID or its private key is wrong.");
  });

  test("compares the clocks by the Date header", async () => {
    const { api } = apiOver({
      "/a": () => json({}, 200, { date: "Thu, 01 Jan 2026 00:05:00 GMT" }),
    });
    await api.get("/a", "a");
    expect(api.clockSkew).toBe(300_500);
  });

  test("compares the clocks by the token's response", async () => {
    const { api } = apiOver({
      "/oauth/token": () => json({ access_token: "t" }, 200, { date: "Thu, 01 Jan 2026 00:05:00 GMT" }),
    });
    await failureOf(api.get("/a", "a"));
    expect(api.clockSkew).toBe(300_500);
  });
});

describe("failures", () => {
  const host = "tenant.eu.auth0.com";
  const itself = "Fix: check that this is the service itself, and that no proxy responds in its place.";
  const again = "Fix: try again. If it keeps failing, check status.auth0.com.";
  const correct =
    "Fix: correct what the tenant rejects, as https://auth0.com/docs/api/management/v2 describes it.";

  test.each<[string, () => Response | Promise<Response>, FailureKind, string]>([
    [
      "no such host",
      networkError("ENOTFOUND"),
      "unknown-host",
      `the host name can't be resolved: ${host} (ENOTFOUND). Fix: check the spelling of the host and this machine's network. If it reaches the internet only through a proxy, set HTTPS_PROXY.`,
    ],
    [
      "a closed port",
      networkError("ECONNREFUSED"),
      "unreachable",
      `${host} can't be reached (ECONNREFUSED). Fix: check the host, this machine's network and its proxy.`,
    ],
    [
      "an error without a code",
      () => Promise.reject(new TypeError("fetch failed")),
      "unreachable",
      `${host} can't be reached (network error). Fix: check the host, this machine's network and its proxy.`,
    ],
    [
      "an unknown CA",
      networkError("UNABLE_TO_VERIFY_LEAF_SIGNATURE"),
      "untrusted",
      `the certificate of ${host} is not trusted (UNABLE_TO_VERIFY_LEAF_SIGNATURE). Fix: if the CA is your own, set NODE_EXTRA_CA_CERTS to its file. Otherwise something intercepts the connection.`,
    ],
    [
      "no answer",
      () => Promise.reject(new DOMException("late", "TimeoutError")),
      "timeout",
      `${host} did not respond in time. Fix: try again. If it keeps failing, check the service's status page.`,
    ],
    [
      "a wrong token",
      () => json({ message: "Invalid token" }, 401),
      "credentials",
      "the token is invalid or has expired. Fix: set auth0:clientId and auth0:clientSecret again.",
    ],
    [
      "a missing scope",
      () => json({ message: "Insufficient scope, expected any of: read:a,read:b" }, 403),
      "scope",
      "the scope read:a is missing. Fix: grant it to the application in the dashboard (Applications, its APIs tab).",
    ],
    [
      "a different rejection",
      () => json({ message: canary }, 403),
      "refused",
      `the tenant returned 403. ${correct}`,
    ],
    [
      "nothing there",
      () => json({ message: canary }, 404),
      "missing",
      "it does not exist. Fix: check auth0:domain, then run pulumi refresh.",
    ],
    [
      "an outage",
      () => new Response("<h1>503</h1>", { status: 503 }),
      "server",
      `${host} returned 503. ${again}`,
    ],
    ["a fault of its own", () => json({ message: canary }, 500), "server", `${host} returned 500. ${again}`],
    [
      "HTML",
      () => new Response(`<html>${canary}`),
      "not-json",
      `${host} returned something other than JSON. ${itself}`,
    ],
    [
      "broken JSON",
      () => new Response('{"a":'),
      "not-json",
      `${host} returned something other than JSON. ${itself}`,
    ],
    ...[300, 302, 399].map((status): [string, () => Response, FailureKind, string] => [
      `a redirect by ${status}`,
      () => new Response(null, { status, headers: { location: "https://elsewhere.example" } }),
      "redirect",
      `${host} returned a redirect, which is not followed. Fix: if this is your tenant, set auth0:domain to its own domain, as the dashboard shows it. Otherwise check whether a proxy responds in its place.`,
    ]),
    [
      "a rejection that is not JSON",
      () => new Response(`<html>${canary}`, { status: 400 }),
      "refused",
      `the tenant returned 400. ${correct}`,
    ],
    [
      "too much",
      () => new Response("x".repeat(12_000_001)),
      "too-large",
      `${host} returned more than 12 MB. ${itself}`,
    ],
  ])("%s", async (_, answer, kind, says) => {
    const { api, transport } = apiOver({ "/a": answer });
    const failure = await failureOf(api.get("/a", "the a"));
    expect(failure.kind).toBe(kind);
    expect(failure.message).toBe(`Failed to read the a of ${host}: ${says}`);
    expect(transport.requests).toHaveLength(2);
  });

  test("are reported after ten seconds without a response", async () => {
    const limit = vi.spyOn(AbortSignal, "timeout");
    onTestFinished(() => {
      limit.mockRestore();
    });
    const { api } = apiOver({ "/a": () => json({}) });
    await api.get("/a", "a");
    expect(limit.mock.calls).toEqual([[10_000], [10_000]]);
  });

  test("a response of exactly 12 MB is read", async () => {
    const { api } = apiOver({ "/a": () => new Response(`"${"x".repeat(11_999_998)}"`) });
    expect(await api.get("/a", "the a")).toHaveLength(11_999_998);
  });

  test.each<[string, Response, string, RegExp]>([
    [
      "a wrong secret",
      json({ error: "access_denied" }, 401),
      "credentials",
      /: the client ID or its secret is wrong\. .*auth0:clientSecret .* precedence over AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET/,
    ],
    [
      "a request that is rejected",
      json({ error: "invalid_request" }, 400),
      "credentials",
      /auth0:clientSecret/,
    ],
    [
      "no grant",
      json({ error: "access_denied" }, 403),
      "credentials",
      /: the application may not use the Management API\. .*authorize it/,
    ],
    [
      "a custom domain",
      json(
        { error_description: "Service not enabled within domain: https://login.example.com/api/v2/" },
        403,
      ),
      "no-tenant",
      /has no Management API; it looks like a custom domain\. Fix: set auth0:domain to the tenant's own domain/,
    ],
    [
      "no tenant",
      json({}, 404),
      "no-tenant",
      /: the domain does not belong to a tenant\. Fix: check auth0:domain/,
    ],
    ["a fault of its own", json({}, 500), "server", /500/],
    ["an outage", new Response("", { status: 502 }), "server", /502/],
    ["too many calls", json({}, 429), "rate-limit", /more calls than its rate limit allows.* try again/i],
    ["a response without a token", json({ [canary]: 1 }), "unexpected", /the response contains no token/],
  ])("of the token: %s", async (_, answer, kind, says) => {
    const { api } = apiOver({ "/oauth/token": () => answer });
    const failure = await failureOf(api.get("/a", "a"));
    expect(failure.kind).toBe(kind);
    expect(failure.message).toMatch(says);
  });

  test("of a wrong audience mention it", async () => {
    const answer = json({ error_description: "Service not enabled within domain: https://api/" }, 403);
    const { api } = apiOver({ "/oauth/token": () => answer }, { audience: "https://api/" } as object);
    const failure = await failureOf(api.get("/a", "a"));
    expect(failure.message).toContain(
      "has no API with the identifier https://api/. Fix: remove auth0:audience",
    );
  });

  test("without a client secret mention AUTH0_API_TOKEN", async () => {
    const { api } = apiOver({}, { clientSecret: undefined } as object);
    expect((await failureOf(api.get("/a", "a"))).message).toContain("AUTH0_API_TOKEN");
  });
});

describe("the rate limit", () => {
  const limited = (remaining: number, more: Record<string, string> = {}) => ({
    "x-ratelimit-limit": "2",
    "x-ratelimit-remaining": String(remaining),
    ...more,
  });

  test("spaces out a free tenant's two calls per second, so that no call is rejected", async () => {
    const remaining = [1, 0, 0, 0, 0];
    const { api, transport } = apiOver(
      Object.fromEntries(
        ["/1", "/2", "/3", "/4", "/5"].map((path) => [
          path,
          () => json({}, 200, limited(remaining.shift() ?? 0)),
        ]),
      ),
    );
    await Promise.all(["/1", "/2", "/3", "/4", "/5"].map((path) => api.get(path, path)));
    expect(transport.waits).toEqual([520, 520, 520]);
    expect(api.rateLimit).toBe(2);
  });

  test.each<[string, Record<string, string>, number]>([
    [
      "for the reset of a limit that is larger",
      { "x-ratelimit-reset": String(Date.parse("2026-01-01T00:00:04Z") / 1000) },
      4_000,
    ],
    ["briefly if no reset is given", {}, 100],
  ])("waits %s", async (_, more, wait) => {
    const headers = { "x-ratelimit-limit": "10", "x-ratelimit-remaining": "0", ...more };
    const { api, transport } = apiOver({ "/1": () => json({}, 200, headers), "/2": () => json({}) });
    await api.get("/1", "1");
    await api.get("/2", "2");
    expect(transport.waits).toEqual([wait]);
  });

  test.each<[string, Record<string, string>, number]>([
    ["until its reset", { "x-ratelimit-reset": String(Date.parse("2026-01-01T00:00:07Z") / 1000) }, 7_000],
    ["not in a hot loop where the reset has passed", { "x-ratelimit-reset": "1" }, 500],
    ["not in a hot loop without a reset", {}, 500],
    ["not for ever", { "x-ratelimit-reset": "99999999999" }, 60_000],
  ])("waits after a 429 %s", async (_, headers, wait) => {
    const answers = [json({}, 429, headers), json({ ok: true })];
    const { api, transport } = apiOver({ "/a": () => answers.shift() ?? json({}) });
    expect(await api.get("/a", "a")).toEqual({ ok: true });
    expect(transport.waits).toEqual([wait]);
  });

  test("gives up after six tries", async () => {
    const { api, transport } = apiOver({ "/a": () => json({}, 429) });
    const failure = await failureOf(api.get("/a", "a"));
    expect(failure.kind).toBe("rate-limit");
    expect(transport.requests).toHaveLength(7);
    expect(transport.waits).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
  });
});

describe("any call", () => {
  const put = { method: "PUT", path: "/guardian/policies", body: ["all-applications"] } as const;

  /** A tenant that gives these responses to one call, one after the other; an error means no response. */
  function inTurn(...answers: (Response | Error)[]) {
    const bodies: unknown[] = [];
    const transport = new FakeTransport(({ path, body }) => {
      if (path === "/oauth/token") return json({ access_token: "t" });
      bodies.push(body);
      const answer = answers.shift() ?? json([]);
      return answer instanceof Error ? Promise.reject(answer) : answer;
    });
    return { api: new ManagementApi(access, transport), transport, bodies };
  }

  test("sends its body again each time", async () => {
    const { api, transport, bodies } = inTurn(json(["done"]), json(["again"]));
    expect(await api.request(put, "set the policy")).toEqual(["done"]);
    expect(await api.request(put, "set the policy")).toEqual(["again"]);
    expect(transport.requests).toEqual([
      "POST /oauth/token",
      "PUT /api/v2/guardian/policies",
      "PUT /api/v2/guardian/policies",
    ]);
    expect(bodies).toEqual(['["all-applications"]', '["all-applications"]']);
  });

  const lost = new TypeError("fetch failed", {
    cause: Object.assign(new Error("x"), { code: "ECONNRESET" }),
  });
  test.each<[string, Response | Error]>([
    ["an outage", json({}, 503)],
    ["a rate limit", json({}, 429)],
    ["no answer", lost],
    ["an answer that takes too long", new DOMException("late", "TimeoutError")],
  ])("is repeated after %s", async (_, answer) => {
    const { api, transport } = inTurn(answer, answer, json(["done"]));
    expect(await api.request(put, "set the policy")).toEqual(["done"]);
    expect(transport.waits).toEqual([500, 1_000]);
  });

  test("is given up after six tries", async () => {
    const { api, transport } = inTurn(...Array.from({ length: 9 }, () => lost));
    expect((await failureOf(api.request(put, "set the policy"))).kind).toBe("unreachable");
    expect(transport.waits).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
  });

  test("that is rejected fails immediately, with the call and the reason", async () => {
    const { api, transport } = inTurn(json({ message: "Payload\n  validation error" }, 400));
    const { message } = await failureOf(api.request(put, "set the policy"));
    expect(message).toMatch(
      /^Failed to set the policy: the tenant returned 400 for PUT \/guardian\/policies: Payload validation error\./,
    );
    expect(transport.waits).toEqual([]);
  });

  test("that is rejected with a message about its body reveals no secret", async () => {
    const body = {
      credentials: { auth_token: canary },
      secrets: [{ name: "PLIVO_FROM", value: "8 signs!" }],
    };
    const message = `'${canary}' is no token, nor is 8 signs!\u001b[2J of PLIVO_FROM`;
    const { api } = inTurn(json({ message }, 400));
    const failure = await failureOf(api.request({ method: "PATCH", path: "/x", body }, "send it"));
    expect(failure.message).toContain("400 for PATCH /x: '…' is no token, nor is … [2J of …");
  });

  test("does not count as done if no tenant responds", async () => {
    const transport = new FakeTransport(() => json({}, 404));
    const remove = { method: "DELETE", path: "/clients/x" } as const;
    const failure = await failureOf(new ManagementApi(access, transport).request(remove, "delete it"));
    expect(failure.kind).toBe("no-tenant");
  });

  test("that deletes something missing succeeds; one that changes it does not", async () => {
    const gone = () => json({ message: "Not Found" }, 404);
    const remove = { method: "DELETE", path: "/clients/x" } as const;
    expect(await inTurn(gone()).api.request(remove, "delete it")).toBeUndefined();
    expect((await failureOf(inTurn(gone()).api.request(put, "set the policy"))).kind).toBe("missing");
  });

  test("reuses the token, and requests a new one after a rejected request", async () => {
    const tokens = [json({}, 401), json({ access_token: "t" })];
    const transport = new FakeTransport(({ path }) =>
      path === "/oauth/token" ? (tokens.shift() ?? json({}, 500)) : json([]),
    );
    const api = new ManagementApi(access, transport);
    expect((await failureOf(api.request(put, "set the policy"))).kind).toBe("credentials");
    await api.request(put, "set the policy");
    await api.request(put, "set the policy");
    expect(transport.requests.filter((request) => request === "POST /oauth/token")).toHaveLength(2);
  });
});

describe("lists", () => {
  const items = Array.from({ length: 250 }, (_, id) => ({ id }));
  const pages = (page: (items: unknown[]) => object): Answers =>
    Object.fromEntries(
      [0, 1, 2, 3].map((number) => [
        `/things?per_page=100&page=${number}`,
        () => json(page(items.slice(number * 100, (number + 1) * 100))),
      ]),
    );

  test.each<[string, (items: unknown[]) => object, number]>([
    ["with a total", (things) => ({ things, total: 250 }), 3],
    ["without a total", (things) => ({ things }), 3],
    [
      "with a total that its last page leaves out",
      (things) => ({ things, ...(things.length > 0 && { total: 250 }) }),
      3,
    ],
  ])("are read to their end %s", async (_, page, calls) => {
    const { api } = apiOver(pages(page));
    expect(await listByPage(api, "/things", "things", "the things")).toEqual(items);
    expect(api.calls).toBe(calls + 1);
  });

  test("that never end are aborted", async () => {
    const full = items.slice(0, 100);
    const transport = new FakeTransport(({ path }) =>
      path === "/oauth/token" ? json({ access_token: "t" }) : json({ things: full }),
    );
    const api = new ManagementApi(access, transport);
    const failure = await failureOf(listByPage(api, "/things", "things", "the things"));
    expect(failure.message).toContain("does not end");
    expect(api.calls).toBe(101);
  });

  test("in a different format are rejected", async () => {
    const { api } = apiOver({ "/things?per_page=100&page=0": () => json([canary]) });
    expect((await failureOf(listByPage(api, "/things", "things", "the things"))).kind).toBe("unexpected");
  });
});
