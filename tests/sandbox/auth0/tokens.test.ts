import { createPublicKey, verify } from "node:crypto";
import type { JsonWebKey } from "node:crypto";
import { Management } from "auth0";
import { describe, expect, test } from "vitest";
import { endpoints } from "../../../sandbox/auth0/management/endpoints.ts";
import { managementScopes } from "../../../sandbox/auth0/state/scopes.ts";
import { newTenant, tokenWith } from "./support.ts";
import type { TenantUnderTest } from "./support.ts";

const audience = "https://localhost:3000/api/v2/";

async function token(
  test: TenantUnderTest,
  change: Record<string, string> = {},
): ReturnType<TenantUnderTest["call"]> {
  const { client_id, client_secret = "" } = test.tenant.machineClient();
  return await test.call("POST", "/oauth/token", {
    grant_type: "client_credentials",
    client_id,
    client_secret,
    audience,
    ...change,
  });
}

describe("client credentials", () => {
  test("issues a token that the published keys verify and the Management API accepts", async () => {
    const test = await newTenant();
    const { body } = (await token(test)) as { body: { access_token: string; scope: string } };
    const { keys } = (await test.call("GET", "/.well-known/jwks.json")).body as { keys: JsonWebKey[] };
    const [header = "", claims = "", signature = ""] = body.access_token.split(".");
    const key = createPublicKey({ key: keys[0] ?? {}, format: "jwk" });
    expect(
      verify("sha256", Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, "base64url")),
    ).toBe(true);
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({
      iss: "https://localhost:3000/",
      aud: audience,
      gty: "client-credentials",
    });
    expect(body.scope.split(" ")).toContain("create:clients");
    const answer = await test.call("GET", "/clients", undefined, {
      authorization: `Bearer ${body.access_token}`,
    });
    expect(answer.status).toBe(200);
  });

  test("has the official SDK's scopes for its resources, and eight that no call needs", () => {
    const resourceOf = (scope: string) => scope.split(":")[1];
    const resources = new Set(managementScopes.map(resourceOf));
    const named = Object.values(Management.OauthScope).filter((scope) => resources.has(resourceOf(scope)));
    const others = [
      "create:client_keys",
      "create:device_credentials",
      "create:users_app_metadata",
      "delete:client_keys",
      "delete:users_app_metadata",
      "read:triggers",
      "read:users_app_metadata",
      "update:triggers",
    ];
    expect(managementScopes.toSorted()).toEqual([...named, ...others].sort());
  });

  test("narrows the scope on request", async () => {
    const { body } = await token(await newTenant(), { scope: "read:clients delete:everything" });
    expect(body).toMatchObject({ scope: "read:clients" });
  });

  test.each([
    [{ client_secret: "wrong" }, 401, "Unauthorized"],
    [{ client_id: "nobody" }, 401, "Unauthorized"],
    [
      { audience: "https://elsewhere.example/" },
      403,
      "Service not enabled within domain: https://elsewhere.example/",
    ],
    [
      { audience: "" },
      403,
      "No audience parameter was provided, and no default audience has been configured",
    ],
  ])("rejects %j", async (change, status, error_description) => {
    const answer = await token(await newTenant(), change);
    expect(answer).toMatchObject({ status, body: { error: "access_denied", error_description } });
  });

  test("rejects credentials in both the header and the body", async () => {
    const test = await newTenant();
    const { client_id, client_secret = "" } = test.tenant.machineClient();
    const authorization = `Basic ${btoa(`${client_id}:${client_secret}`)}`;
    const form = { grant_type: "client_credentials", audience };
    const send = (body: object) => test.call("POST", "/oauth/token", body, { authorization });
    expect(await send({ ...form, client_secret })).toMatchObject({
      status: 400,
      body: { error: "invalid_request", error_description: "Client credentials were sent in two ways" },
    });
    expect((await send(form)).status).toBe(200);
  });

  test("requires a grant for the API", async () => {
    const test = await newTenant();
    const { client_id = "", client_secret = "" } = await test.auth0.clients.create({
      name: "x",
      app_type: "non_interactive",
    });
    expect(await token(test, { client_id, client_secret })).toMatchObject({
      status: 403,
      body: {
        error: "access_denied",
        error_description: `Client is not authorized to access "${audience}". You need to create a "client-grant" associated to this API. See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants`,
      },
    });
  });
});

describe("tokens at the Management API", () => {
  const far = Math.floor(Date.now() / 1000) + 3600;

  test.each([
    ["none", undefined, 401, "Missing authentication"],
    ["no JWT", "Bearer abc", 400, "Bad HTTP authentication header format"],
    ["a forged one", `Bearer ${["e30", "e30", "e30"].join(".")}`, 401, "Invalid token"],
  ])("rejects %s", async (_, authorization, status, message) => {
    const { call } = await newTenant();
    const answer = await call("GET", "/clients", undefined, { authorization: authorization ?? "" });
    expect(answer.body).toMatchObject(
      authorization === undefined ? { statusCode: 401 } : { statusCode: status, message },
    );
  });

  test("rejects one that has expired, that is for a different API, or whose algorithm was changed", async () => {
    const { call, tenant } = await newTenant();
    const withToken = async (bearer: string): Promise<unknown> =>
      (await call("GET", "/clients", undefined, { authorization: `Bearer ${bearer}` })).body;
    expect(await withToken(tokenWith(tenant, { exp: 1 }))).toMatchObject({
      statusCode: 401,
      message: "Expired token received for JSON Web Token validation",
    });
    expect(await withToken(tokenWith(tenant, { aud: "https://other.example/" }))).toMatchObject({
      statusCode: 401,
      message: "Bad audience: https://other.example/",
    });
    const [, claims, signature] = tokenWith(tenant, { exp: far, scope: "read:clients" }).split(".");
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url");
    expect(await withToken([none, claims, signature].join("."))).toMatchObject({
      statusCode: 401,
      message: "Invalid token",
    });
  });

  test("asks for the scopes of endpoints.txt, any one of which is enough", async () => {
    const calls = endpoints.map(({ method, path, scopes }) => `${method} ${path}: ${scopes.join(" or ")}`);
    await expect(`${calls.sort().join("\n")}\n`).toMatchFileSnapshot("endpoints.txt");
  });

  test("checks the scope of the call before it reveals whether anything exists", async () => {
    const { call, tenant } = await newTenant();
    const authorization = `Bearer ${tokenWith(tenant, { scope: "read:clients" })}`;
    expect((await call("DELETE", "/clients/nobody", undefined, { authorization })).body).toEqual({
      statusCode: 403,
      error: "Forbidden",
      message: "Insufficient scope, expected any of: delete:clients",
      errorCode: "insufficient_scope",
    });
  });

  test("follows the tenant's clock", async () => {
    const { call, tenant } = await newTenant({ clock: new Date("2030-01-01T00:00:00Z") });
    const authorization = `Bearer ${tokenWith(tenant, { scope: "read:clients" })}`;
    expect((await call("GET", "/clients", undefined, { authorization })).status).toBe(200);
    tenant.advanceClock(120);
    expect((await call("GET", "/clients", undefined, { authorization })).status).toBe(401);
  });
});
