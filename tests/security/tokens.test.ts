import { createHmac, createPublicKey, createSign, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { endpoints } from "../../sandbox/auth0/management/endpoints.ts";
import { newProgram, passwordGrant } from "../support/signIn/program.ts";
import { answered, claimsOf, newPlainFixture, refresh, tokensOf } from "../support/signIn/signIns.ts";
import { authorization, newFixture, password, tokens } from "../support/tenant/fixture.ts";
import type { Fixture } from "../support/tenant/fixture.ts";

const invalidGrant = { status: 403, body: { error: "invalid_grant" } };

/** The Management API's answer to a bearer of the test's making. */
async function management(fixture: Fixture, token: unknown, method = "GET", path = "/clients") {
  const response = await fetch(`${fixture.url}/api/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${String(token)}`, "content-type": "application/json" },
    ...(method === "GET" ? {} : { body: "{}" }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const machine = ({ description }: Fixture) => ({
  grant_type: "client_credentials",
  client_id: description.auth0.clientId,
  client_secret: description.auth0.clientSecret,
  audience: `${description.auth0.url}/api/v2/`,
});

/** A token request as a form, with headers and an address set by the test. */
async function post(
  fixture: Fixture,
  form: Record<string, string>,
  { headers = {}, query = "" }: { headers?: Record<string, string>; query?: string } = {},
) {
  const response = await fetch(`${fixture.url}/oauth/token${query}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: new URLSearchParams(form),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe("grants", () => {
  test.each(["token", "id_token", "id_token token", "code token", "code id_token token", "none"])(
    "A11: the response type %s is not supported",
    async (response_type) => {
      const fixture = await newFixture();
      const page = await fixture.visitor().open(authorization(fixture, { response_type }).path);
      const answer = new URL(page.location ?? "http://nowhere");
      const said = new URLSearchParams(answer.search + answer.hash.replace("#", "&"));
      expect(["unsupported_response_type", "invalid_request"]).toContain(said.get("error"));
      expect(answer.href).not.toMatch(/(access_token|id_token|code)=/);
    },
  );

  test("A11: a password grant is rejected for an application without permission", async () => {
    const fixture = await newFixture({ policy: "never" });
    const { email: username } = await fixture.newUser();
    const grants = [
      "password",
      "http://auth0.com/oauth/grant-type/password-realm",
      "client_credentials",
      "x",
    ];
    for (const grant_type of grants) {
      const { status, body } = await tokens(fixture, {
        grant_type,
        client_id: fixture.clientId,
        username,
        password,
      });
      expect([grant_type, status >= 400, body["access_token"]]).toEqual([grant_type, true, undefined]);
    }
    const program = await newProgram(fixture);
    expect((await passwordGrant(fixture, program, username)).status).toBe(200);
  });
});

describe("refresh tokens", () => {
  test("A13: a used one is rejected, and its whole family is revoked", async () => {
    const { fixture, end, verifier } = await newPlainFixture({ scope: "openid offline_access" });
    const first = await tokensOf(fixture, end, verifier);
    const second = (await refresh(fixture, first["refresh_token"])).body;
    const third = (await refresh(fixture, second["refresh_token"])).body;
    expect(await refresh(fixture, first["refresh_token"])).toMatchObject(invalidGrant);
    expect(await refresh(fixture, third["refresh_token"])).toMatchObject(invalidGrant);
  });

  test("A13: of twenty exchanges at once, one succeeds", async () => {
    const { fixture, end, verifier } = await newPlainFixture({ scope: "openid offline_access" });
    const { refresh_token: token } = await tokensOf(fixture, end, verifier);
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(fixture, token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test("A13: one of a different application is invalid", async () => {
    const { fixture, end, verifier } = await newPlainFixture({ scope: "openid offline_access" });
    const { refresh_token: token } = await tokensOf(fixture, end, verifier);
    const program = await newProgram(fixture);
    expect(await refresh(fixture, token, { ...program })).toMatchObject(invalidGrant);
  });

  test("A14: one returns no scope beyond those granted", async () => {
    const { fixture, end, verifier } = await newPlainFixture({ scope: "openid offline_access" });
    const { refresh_token: token } = await tokensOf(fixture, end, verifier);
    const { status, body } = await refresh(fixture, token, { scope: "openid email read:users" });
    expect([status, body["error"]]).toEqual([400, "invalid_scope"]);
  });
});

describe("the identity of a client", () => {
  test("A15: is proved in one way, in the body or by Basic, never in the URL", async () => {
    const fixture = await newFixture();
    const { client_id, client_secret, ...rest } = machine(fixture);
    const basic = (secret: string) => ({
      authorization: `Basic ${Buffer.from(`${client_id}:${secret}`).toString("base64")}`,
    });
    const unauthorized = { status: 401, body: { error: "access_denied" } };
    expect(await post(fixture, { ...rest, client_id, client_secret: `${client_secret}x` })).toMatchObject(
      unauthorized,
    );
    expect(await post(fixture, { ...rest, client_id, client_secret: "" })).toMatchObject(unauthorized);
    expect(await post(fixture, { ...rest, client_id })).toMatchObject(unauthorized);
    const query = `?client_id=${client_id}&client_secret=${client_secret}`;
    expect(await post(fixture, rest, { query })).toMatchObject(unauthorized);
    expect(await post(fixture, rest, { headers: basic("wrong") })).toMatchObject(unauthorized);
    const both = { ...rest, client_id, client_secret };
    expect(await post(fixture, both, { headers: basic(client_secret) })).toMatchObject({
      status: 400,
      body: { error: "invalid_request" },
    });
    expect((await post(fixture, rest, { headers: basic(client_secret) })).status).toBe(200);
  });

  test("A15: is also required for users' grants, and a public application's secret is useless", async () => {
    const fixture = await newFixture({ policy: "never" });
    const { email: username } = await fixture.newUser();
    const { client_id, client_secret } = await newProgram(fixture);
    const grant = { grant_type: "password", username, password };
    for (const proof of [{}, { client_secret: "wrong" }, { client_assertion: "e30.e30.e30" }]) {
      const { status, body } = await post(fixture, { ...grant, client_id, ...proof });
      expect([status, body["access_token"]]).toEqual([status === 400 ? 400 : 401, undefined]);
    }
    const basic = Buffer.from(`${client_id}:${client_secret}`).toString("base64");
    const twice = await post(
      fixture,
      { ...grant, client_id, client_secret },
      { headers: { authorization: `Basic ${basic}` } },
    );
    expect(twice).toMatchObject({ status: 400, body: { error: "invalid_request" } });
    const global = await post(fixture, {
      ...machine(fixture),
      client_id: fixture.clientId,
      client_secret: "",
    });
    expect(global).toMatchObject({ status: 401 });
  });

  test("A16: can't be proved by a signed assertion, once or twice, which is not emulated", async () => {
    const fixture = await newFixture();
    const { client_secret: secret, ...rest } = machine(fixture);
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = { iss: rest.client_id, sub: rest.client_id, aud: `${fixture.url}/`, jti: "1", exp: 4e9 };
    const content = `${encode({ alg: "HS256" })}.${encode(claims)}`;
    const signature = createHmac("sha256", secret).update(content).digest("base64url");
    const assertion = {
      ...rest,
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: `${content}.${signature}`,
    };
    expect((await post(fixture, assertion)).status).toBe(401);
    expect((await post(fixture, assertion)).status).toBe(401);
  });
});

describe("a forged or misused token", () => {
  test("A17: keys and algorithms that it brings are ignored", async () => {
    const fixture = await newFixture();
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.end("{}");
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys.json`;

    const good = fixture.description.auth0.managementToken;
    const [header = "", claims = "", signature = ""] = good.split(".");
    const { kid } = JSON.parse(Buffer.from(header, "base64url").toString()) as { kid: string };
    const { keys } = (await (await fetch(`${fixture.url}/.well-known/jwks.json`)).json()) as {
      keys: { x5c: string[] }[];
    };
    const certificate = keys[0]?.x5c[0] ?? "";
    const own = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const publicPem = createPublicKey(
      `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----`,
    ).export({ type: "spki", format: "pem" });
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const bySelf = (head: object) => {
      const content = `${encode({ alg: "RS256", typ: "JWT", ...head })}.${claims}`;
      return `${content}.${createSign("sha256").update(content).sign(own.privateKey, "base64url")}`;
    };
    const byHmac = (secret: string | Buffer) => {
      const content = `${encode({ alg: "HS256", typ: "JWT", kid })}.${claims}`;
      return `${content}.${createHmac("sha256", secret).update(content).digest("base64url")}`;
    };
    const forged = [
      `${encode({ alg: "none", kid })}.${claims}.`,
      `${encode({ alg: "None", kid })}.${claims}.${signature}`,
      byHmac(publicPem),
      byHmac(certificate),
      byHmac(""),
      bySelf({ kid }),
      bySelf({ kid, jwk: own.publicKey.export({ format: "jwk" }) }),
      bySelf({ kid: "other", jku: url }),
      bySelf({ kid: url, x5u: url }),
      bySelf({ kid: "../../../../../dev/null" }),
      bySelf({ kid, crit: ["b64"], b64: false }),
      `${header}.${encode({ ...claimsOf(good), scope: "read:clients" })}.${signature}`,
    ];
    for (const token of forged) {
      const { status } = await management(fixture, token);
      expect([token, [400, 401].includes(status)]).toEqual([token, true]);
      const headers = { authorization: `Bearer ${token}` };
      expect((await fetch(`${fixture.url}/userinfo`, { headers })).status).toBe(401);
    }
    expect(asked).toEqual([]);
    expect((await management(fixture, good)).status).toBe(200);
  });

  test("A18: is rejected by the Management API and by /userinfo unless it was issued for it", async () => {
    const audience = "https://api.example.com/";
    const fixture = await newFixture({ policy: "never" });
    await fixture.api("POST", "/resource-servers", {
      identifier: audience,
      scopes: [{ value: "read:clients" }],
    });
    const { email } = await fixture.newUser();
    const visitor = fixture.visitor();
    const scope = "openid offline_access read:clients";
    const { path, verifier } = authorization(fixture, { audience, scope });
    const end = await visitor.submit(await visitor.open(path), { username: email, password });
    const issued = await tokensOf(fixture, end, verifier);
    expect(claimsOf(issued["access_token"])).toMatchObject({
      scope: expect.stringContaining("read:clients") as string,
    });
    for (const name of ["id_token", "access_token", "refresh_token"]) {
      expect([name, (await management(fixture, issued[name])).status >= 400]).toEqual([name, true]);
    }
    const userinfo = async (token: unknown): Promise<number> =>
      (await fetch(`${fixture.url}/userinfo`, { headers: { authorization: `Bearer ${String(token)}` } }))
        .status;
    const other = (await post(fixture, machine(fixture))).body["access_token"];
    for (const token of [issued["id_token"], issued["refresh_token"], other, answered(end, "code")])
      expect(await userinfo(token)).toBe(401);
  });

  test("A18: a user's token for the Management API has none of its scopes, regardless of the request", async () => {
    const fixture = await newFixture({ policy: "never" });
    const { email } = await fixture.newUser();
    const audience = `${fixture.url}/api/v2/`;
    const scope = "openid read:clients delete:users offline_access";
    const visitor = fixture.visitor();
    const { path, verifier } = authorization(fixture, { audience, scope });
    const end = await visitor.submit(await visitor.open(path), { username: email, password });
    const byCode = await tokensOf(fixture, end, verifier);
    const byRefresh = (await refresh(fixture, byCode["refresh_token"])).body;
    const program = await newProgram(fixture);
    const byPassword = (await passwordGrant(fixture, program, email, { audience, scope })).body;
    for (const { access_token: token } of [byCode, byRefresh, byPassword]) {
      const refused = { status: 403, body: { errorCode: "insufficient_scope" } };
      expect(await management(fixture, token)).toMatchObject(refused);
    }
  });
});

describe("the Management API's operations", () => {
  test("A19: each requires a token and its scope before anything else", async () => {
    const fixture = await newFixture();
    const { client_id, client_secret } = (await fixture.api("POST", "/clients", {
      name: "No scopes",
      app_type: "non_interactive",
    })) as { client_id: string; client_secret: string };
    await fixture.api("POST", "/client-grants", {
      client_id,
      audience: machine(fixture).audience,
      scope: [],
    });
    const { body } = await post(fixture, { ...machine(fixture), client_id, client_secret });
    for (const { method, path, scopes } of endpoints) {
      const target = path.replaceAll(/:\w+/g, "x");
      const name = `${method} ${path}`;
      expect([name, scopes.length > 0]).toEqual([name, true]);
      const refused = await management(fixture, body["access_token"], method, target);
      expect([name, refused.status, refused.body["errorCode"]]).toEqual([name, 403, "insufficient_scope"]);
      const anonymous = await fetch(`${fixture.url}/api/v2${target}`, { method });
      expect([name, anonymous.status]).toEqual([name, 401]);
    }
  });

  test("A19: responses don't reveal what exists", async () => {
    const fixture = await newFixture();
    const all = fixture.description.auth0.managementToken;
    const { client_id, client_secret } = (await fixture.api("POST", "/clients", {
      name: "Reader",
      app_type: "non_interactive",
    })) as { client_id: string; client_secret: string };
    const audience = machine(fixture).audience;
    await fixture.api("POST", "/client-grants", { client_id, audience, scope: ["read:clients"] });
    const { body } = await post(fixture, {
      ...machine(fixture),
      client_id,
      client_secret,
      scope: "delete:clients",
    });
    const token = body["access_token"];
    const there = await management(fixture, token, "DELETE", `/clients/${client_id}`);
    expect(there).toEqual(await management(fixture, token, "DELETE", "/clients/nobody"));
    expect((await management(fixture, all, "GET", `/clients/${client_id}`)).status).toBe(200);
  });

  test("A20: a token in the URL is read by /userinfo alone, as in Auth0, and not stored", async () => {
    const { fixture, end, verifier } = await newPlainFixture();
    const { access_token: user } = await tokensOf(fixture, end, verifier);
    const { managementToken } = fixture.description.auth0;
    const status = async (path: string, init: RequestInit = {}): Promise<number> =>
      (await fetch(`${fixture.url}${path}`, init)).status;
    expect(await status(`/userinfo?access_token=${String(user)}`)).toBe(200);
    expect(await status(`/api/v2/clients?access_token=${managementToken}`)).toBe(401);
    expect(
      await status("/api/v2/clients", {
        method: "POST",
        body: `access_token=${managementToken}`,
        headers: { "content-type": "application/x-www-form-urlencoded" },
      }),
    ).toBe(401);
    const kept = JSON.stringify([
      await fixture.sandbox("GET", "/requests"),
      await fixture.api("GET", "/logs?per_page=100"),
    ]);
    expect(kept).not.toContain(managementToken.slice(-40));
    expect(kept).not.toContain(String(user).slice(-40));
  });
});
