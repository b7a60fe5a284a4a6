import { constants, generateKeyPairSync, verify } from "node:crypto";
import { expect, test } from "vitest";
import { ManagementApi } from "../../../tenant/api/ManagementApi.ts";
import { CallFailure } from "../../../tenant/http/CallFailure.ts";
import { FakeTransport, json } from "../../support/http/fakeTransport.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const elliptic = generateKeyPairSync("ec", { namedCurve: "P-256" })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();
const domain = "tenant.eu.auth0.com";

const access = {
  domain,
  clientId: "client",
  clientSecret: undefined,
  apiToken: undefined,
  apiTokenFrom: "AUTH0_API_TOKEN" as const,
  audience: undefined,
};

/** A tenant that grants a token, and what it was asked for one with. */
function apiWith(key: { pem: string; algorithm: string }) {
  const asked: Record<string, string>[] = [];
  const transport = new FakeTransport(({ path, body }) => {
    if (path === "/oauth/token") asked.push(JSON.parse(String(body)) as Record<string, string>);
    return json({ access_token: "token" });
  });
  return { api: new ManagementApi({ ...access, privateKey: key }, transport), asked };
}

test.each([
  ["RS256", "sha256", constants.RSA_PKCS1_PADDING],
  ["RS384", "sha384", constants.RSA_PKCS1_PADDING],
  ["PS256", "sha256", constants.RSA_PKCS1_PSS_PADDING],
])("without a secret, a client authenticates with its private key: %s", async (algorithm, hash, padding) => {
  const { api, asked } = apiWith({ pem, algorithm });
  await api.get("/a", "a");
  const [{ client_assertion: assertion = "", ...rest } = {}] = asked;
  expect(rest).toEqual({
    grant_type: "client_credentials",
    client_id: "client",
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    audience: `https://${domain}/api/v2/`,
  });
  const [header = "", claims = "", signature = ""] = assertion.split(".");
  const read = (part: string) =>
    JSON.parse(Buffer.from(part, "base64url").toString()) as Record<string, number>;
  expect(read(header)).toEqual({ alg: algorithm, typ: "JWT" });
  expect(read(claims)).toMatchObject({ iss: "client", sub: "client", aud: `https://${domain}/` });
  expect((read(claims)["exp"] ?? 0) - (read(claims)["iat"] ?? 0)).toBe(60);
  const signed = Buffer.from(`${header}.${claims}`);
  expect(verify(hash, signed, { key: publicKey, padding }, Buffer.from(signature, "base64url"))).toBe(true);
});

test.each([
  [
    "an invalid key",
    { pem: "secret-to-keep", algorithm: "RS256" },
    /must be an RSA private key in PEM format/,
  ],
  [
    "a key whose line breaks a shell has lost",
    { pem: pem.replaceAll("\n", String.raw`\n`), algorithm: "RS256" },
    /with its line breaks/,
  ],
  ["a key of a different kind", { pem: elliptic, algorithm: "RS256" }, /must be an RSA private key/],
  ["an algorithm in lowercase", { pem, algorithm: "rs256" }, /must be one of RS256/],
  [
    "an algorithm that Auth0 does not support",
    { pem, algorithm: "none" },
    /must be one of RS256, RS384, PS256/,
  ],
])("%s is reported, without the key, before anything is sent", async (_, key, why) => {
  const { api, asked } = apiWith(key);
  const failure: unknown = await api.get("/a", "a").catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(CallFailure);
  expect((failure as CallFailure).message).toMatch(why);
  expect((failure as CallFailure).message).toContain(
    "Fix: set auth0:clientAssertionPrivateKey and auth0:clientAssertionSigningAlg again.",
  );
  expect(String(failure)).not.toContain("secret-to-keep");
  expect(asked).toEqual([]);
});

test("a rejection by the tenant is reported as a problem of the key, not of a secret", async () => {
  const transport = new FakeTransport(() => json({ error: "invalid_client" }, 401));
  const api = new ManagementApi({ ...access, privateKey: { pem, algorithm: "RS256" } }, transport);
  await expect(api.get("/a", "a")).rejects.toThrow(
    /the client ID or its private key is wrong\. Fix: set auth0:clientId and auth0:clientAssertionPrivateKey/,
  );
});
