import { connect } from "node:net";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  mfaCall,
  mfaOobGrant,
  mfaRecoveryGrant,
  mfaToken,
  newProgram,
  passwordRealmGrant,
} from "../support/signIn/program.ts";
import { answered, logIn, newPlainFixture } from "../support/signIn/signIns.ts";
import { rawRequest } from "../support/http/rawRequest.ts";
import { authorization, callback, newFixture, usNumber } from "../support/tenant/fixture.ts";
import type { Fixture } from "../support/tenant/fixture.ts";

const mebibyte = 1_048_576;

/** What readers of forms and JSON stumble over. */
const odd = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "\u0000",
    "\ud800",
    "__proto__",
    "constructor",
    "toString",
    "%zz",
    "%",
    "\r\nx: y",
    "-1",
    "1e309",
    "NaN",
    "null",
    "[]",
    "{}",
    "a".repeat(5_000),
  ),
  fc.string(),
  fc.string({ unit: "binary" }),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: "small" },
    odd,
    fc.constantFrom(null, true, 0, -1, 1e308),
    tie("list"),
    tie("object"),
  ),
  list: fc.array(tie("any"), { maxLength: 3 }),
  object: fc.dictionary(odd, tie("any"), { maxKeys: 3 }),
}));

/** Fields, one of them perhaps twice or of a name that nobody knows. */
const fields = (names: string[]) =>
  fc.array(
    fc.tuple(
      fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: odd }),
      odd,
    ),
    {
      maxLength: 6,
    },
  );

const form = (pairs: [string, string][]): string =>
  pairs.map(([name, text]) => `${encode(name)}=${encode(text)}`).join("&");

/** Half a surrogate pair is sent as the bytes that stand for it, and a percent sign sometimes as it is. */
const encode = (text: string): string =>
  text.startsWith("%") ? text : encodeURIComponent(text.toWellFormed()).replaceAll("%20", "+");

const runs = { numRuns: 120 };

async function post(
  fixture: Fixture,
  path: string,
  body: string,
  headers: Record<string, string>,
): Promise<number> {
  return (await rawRequest(fixture.url + path, { method: "POST", body, headers })).status;
}

const asForm = { "content-type": "application/x-www-form-urlencoded" };
const asJson = { "content-type": "application/json" };

beforeEach(() => vi.spyOn(console, "error").mockReturnValue());
afterEach(() => vi.restoreAllMocks());

const quiet = (): void => {
  expect(vi.mocked(console.error).mock.calls).toEqual([]);
  expect(Object.keys(Object.prototype)).toEqual([]);
};

describe("any input", () => {
  test("E16: to a sign-in page gets a response", async () => {
    const fixture = await newFixture();
    const user = await fixture.newUser();
    const visitor = fixture.visitor();
    const { page } = await logIn(fixture, visitor, user.email);
    const challenge = await visitor.submit(page, { phone: usNumber });
    const id = new URL(challenge.url).searchParams.get("state") ?? "";
    const cookie = [...visitor.cookies].map(([name, text]) => `${name}=${text}`).join("; ");
    const screens = [
      "login",
      "signup",
      "mfa-begin",
      "mfa-sms-enrollment",
      "mfa-country-codes",
      "mfa-sms-challenge",
      "mfa-voice-challenge",
      "mfa-recovery-code-challenge",
      "mfa-recovery-code-enrollment",
      "nothing",
    ];
    const names = [
      "state",
      "username",
      "password",
      "email",
      "phone",
      "code",
      "action",
      "country",
      "type",
      "saved",
      "rememberBrowser",
    ];
    const request = fc.record({
      screen: fc.constantFrom(...screens),
      state: fc.oneof(fc.constant(id), odd),
      pairs: fields(names),
      method: fc.constantFrom("GET", "POST", "HEAD", "PUT", "OPTIONS"),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ screen, state, pairs, method }) => {
        const answer = await rawRequest(`${fixture.url}/u/${screen}?state=${encode(state)}`, {
          method,
          headers: { ...asForm, cookie },
          ...(method === "POST" || method === "PUT" ? { body: form(pairs) } : {}),
        });
        expect(answer.status).not.toBe(500);
      }),
      runs,
    );
    quiet();
  });

  test("E16: to the authorization and logout endpoints gets a response", async () => {
    const fixture = await newFixture();
    const names = [
      "client_id",
      "redirect_uri",
      "response_type",
      "response_mode",
      "scope",
      "state",
      "nonce",
      "prompt",
      "max_age",
      "code_challenge",
      "code_challenge_method",
      "audience",
      "connection",
      "screen_hint",
      "login_hint",
      "ui_locales",
      "acr_values",
      "claims",
      "request",
      "request_uri",
      "id_token_hint",
      "post_logout_redirect_uri",
      "returnTo",
      "xsrf",
      "logout",
    ];
    const paths = [
      "/authorize",
      "/authorize/x",
      "/v2/logout",
      "/oidc/logout",
      "/oidc/logout/success",
      "/oidc/logout/confirm",
      "/tester/callback",
      "/userinfo",
      "/.well-known/jwks.json",
    ];
    const request = fc.record({
      path: fc.constantFrom(...paths),
      pairs: fields(names),
      isGood: fc.boolean(),
      method: fc.constantFrom("GET", "POST", "HEAD", "OPTIONS"),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ path, pairs, isGood, method }) => {
        const good = isGood ? `${authorization(fixture).path.split("?")[1] ?? ""}&` : "";
        const answer = await rawRequest(`${fixture.url}${path}?${good}${form(pairs)}`, {
          method,
          headers: asForm,
          ...(method === "POST" ? { body: form(pairs) } : {}),
        });
        expect(answer.status).not.toBe(500);
      }),
      runs,
    );
    quiet();
  });

  test("E16: to the token endpoint, as a form or as JSON, gets a response", async () => {
    const fixture = await newFixture();
    const { email } = await fixture.newUser();
    const program = await newProgram(fixture);
    const grants = [
      "authorization_code",
      "refresh_token",
      "client_credentials",
      "password",
      passwordRealmGrant,
      mfaOobGrant,
      mfaRecoveryGrant,
    ];
    const names = [
      "grant_type",
      "client_id",
      "client_secret",
      "code",
      "redirect_uri",
      "code_verifier",
      "refresh_token",
      "username",
      "password",
      "realm",
      "scope",
      "audience",
      "mfa_token",
      "oob_code",
      "binding_code",
      "recovery_code",
      "client_assertion",
      "client_assertion_type",
      "resource",
    ];
    const token = await mfaToken(fixture, program, email);
    const usual = { ...program, mfa_token: token, username: "nobody@example.com" };
    const members = fc.dictionary(fc.constantFrom(...names), value.any, { maxKeys: 4 });
    const request = fc.record({
      grant: fc.constantFrom(...grants),
      pairs: fields(names),
      members,
      path: fc.constantFrom("/oauth/token", "/oauth/revoke"),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ grant, pairs, members: sent, path }) => {
        const json = JSON.stringify({ grant_type: grant, ...usual, ...sent });
        expect(await post(fixture, path, json, asJson)).not.toBe(500);
        const text = `${form(Object.entries({ grant_type: grant, ...usual }))}&${form(pairs)}`;
        expect(await post(fixture, path, text, asForm)).not.toBe(500);
      }),
      { numRuns: 60 },
    );
    quiet();
  });

  test("E16: to the MFA API gets a response", async () => {
    const fixture = await newFixture();
    const { email } = await fixture.newUser();
    const program = await newProgram(fixture);
    const token = await mfaToken(fixture, program, email);
    const names = [
      "client_id",
      "client_secret",
      "challenge_type",
      "authenticator_id",
      "authenticator_types",
      "oob_channels",
      "phone_number",
      "mfa_token",
    ];
    const body = fc.oneof(fc.dictionary(fc.constantFrom(...names), value.any, { maxKeys: 4 }), value.any);
    const path = fc.constantFrom("associate", "challenge", "authenticators", "x");
    await fc.assert(
      fc.asyncProperty(path, body, async (name, sent) => {
        const headers = { ...asJson, authorization: `Bearer ${token}` };
        expect(await post(fixture, `/mfa/${name}`, JSON.stringify(sent), headers)).not.toBe(500);
      }),
      runs,
    );
    quiet();
  });
});

describe("too much, too deep, too slow", () => {
  test("E16: a body beyond a mebibyte is rejected everywhere, with or without a declared length", async () => {
    const fixture = await newFixture();
    const visitor = fixture.visitor();
    const login = await visitor.open(authorization(fixture).path);
    const cookie = [...visitor.cookies].map(([name, text]) => `${name}=${text}`).join("; ");
    const token = await mfaToken(fixture, await newProgram(fixture), (await fixture.newUser()).email);
    const headers = { cookie, authorization: `Bearer ${token}` };
    const body = `username=${"x".repeat(mebibyte)}`;
    for (const [path, type] of [
      [new URL(login.url).pathname + new URL(login.url).search, asForm],
      ["/oauth/token", asForm],
      ["/oauth/token", asJson],
      ["/oauth/revoke", asForm],
      ["/oidc/logout/confirm", asForm],
      ["/mfa/associate", asJson],
      ["/sandbox/users", asJson],
      ["/api/v2/clients", asJson],
    ] as const) {
      const announced = { ...headers, ...type, "content-length": String(body.length) };
      expect([path, await post(fixture, path, body, announced)]).toEqual([path, 413]);
    }
    const unannounced = { ...headers, ...asForm, "transfer-encoding": "chunked" };
    for (const path of [login.url.replace(fixture.url, ""), "/oauth/token"])
      expect([path, await post(fixture, path, body, unannounced)]).toEqual([path, 413]);
    expect((await fixture.visitor().open(authorization(fixture).path)).status).toBe(200);
  });

  test("E16: deep JSON, prototypes and invalid text are rejected or harmless", async () => {
    const { fixture, end, verifier } = await newPlainFixture();
    const code = answered(end, "code");
    const exchange = {
      grant_type: "authorization_code",
      client_id: fixture.clientId,
      redirect_uri: callback,
      code,
      code_verifier: verifier,
    };
    const deep = `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    const proto = `{"__proto__":{"grant_type":"password"},${JSON.stringify(exchange).slice(1)}`;
    for (const body of [deep, proto, "{", "[]", "null", '"x"', "\ufeff{}"])
      expect([body.slice(0, 20), await post(fixture, "/oauth/token", body, asJson)]).toEqual([
        body.slice(0, 20),
        400,
      ]);
    expect(({} as Record<string, unknown>)["grant_type"]).toBeUndefined();
    const bytes = await rawRequest(`${fixture.url}/oauth/token`, {
      method: "POST",
      headers: asForm,
      body: Buffer.from([0x67, 0x3d, 0xff, 0xfe, 0x26, 0xc0, 0xaf, 0x3d]),
    });
    expect(bytes.status).toBe(400);
    expect(await post(fixture, "/oauth/token", JSON.stringify(exchange), asJson)).toBe(200);
    quiet();
  });

  test("E16: a million parameters, a long header or an invalid request line fail one request, not the process", async () => {
    const fixture = await newFixture();
    const many = "a=1&".repeat(200_000);
    const start = performance.now();
    expect(await post(fixture, "/oauth/token", many, asForm)).toBe(400);
    expect(performance.now() - start).toBeLessThan(5_000);
    const long = await rawRequest(`${fixture.url}/authorize`, { headers: { cookie: "x".repeat(20_000) } });
    expect(long.status).toBe(431);
    for (const line of [
      "GET / HTTP/9.9\r\n\r\n",
      "\u0000\u0001\r\n\r\n",
      "GET /\r\n\r\n",
      `GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n`,
      "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
      "GET http://[ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ])
      expect([line, await firstLine(fixture, line)]).toEqual([
        line,
        expect.stringMatching(/^HTTP\/1\.1 4\d\d/),
      ]);
    const { status } = await rawRequest(`${fixture.url}/sandbox/health`);
    expect(status).toBe(200);
  });

  test("E16: names of object properties are not valid tokens", async () => {
    const fixture = await newFixture();
    const { email } = await fixture.newUser();
    const program = await newProgram(fixture);
    const token = await mfaToken(fixture, program, email);
    expect((await mfaCall(fixture, token, "challenge", { constructor: 1, toString: 1 })).status).toBe(400);
    expect((await mfaCall(fixture, "__proto__", "challenge")).status).toBe(401);
    expect((await mfaCall(fixture, "constructor", "challenge")).status).toBe(401);
  });
});

/** What the server says to bytes that no client would send. */
async function firstLine(fixture: Fixture, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(fixture.url).port), "127.0.0.1", () => socket.write(bytes));
    let text = "";
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes("\r\n")) socket.destroy();
    });
    socket.on("error", reject);
    socket.on("close", () => {
      resolve(text.split("\r\n")[0] ?? "");
    });
  });
}
