import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { isObject } from "./json.ts";
import type { JsonObject } from "./json.ts";
import type { SigningKey, TenantSecrets } from "./state/tenantState.ts";

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Signs claims with the tenant's key. */
export function signJwt(key: SigningKey, claims: JsonObject): string {
  const content = `${encode({ alg: "RS256", typ: "JWT", kid: key.kid })}.${encode(claims)}`;
  return `${content}.${sign("sha256", Buffer.from(content), key.privatePem).toString("base64url")}`;
}

/** The keys that verify this tenant's signatures, the current one first. */
export function verificationKeys({ signingKey, previousKeys = [] }: TenantSecrets): SigningKey[] {
  return [signingKey, ...previousKeys];
}

/**
 * The claims of a token signed by this tenant, or undefined when it isn't one. Expiry is the caller's to
 * check.
 */
export function verifyJwt(secrets: TenantSecrets, token: string): JsonObject | undefined {
  const [header, claims, signature, ...rest] = token.split(".");
  if (header === undefined || claims === undefined || signature === undefined || rest.length > 0)
    return undefined;
  const decoded = decode(header);
  const key = verificationKeys(secrets).find(({ kid }) => kid === decoded?.["kid"]);
  if (decoded?.["alg"] !== "RS256" || key === undefined) return undefined;
  const genuine = verify(
    "sha256",
    Buffer.from(`${header}.${claims}`),
    createPublicKey(key.certificatePem),
    Buffer.from(signature, "base64url"),
  );
  return genuine ? decode(claims) : undefined;
}

function decode(part: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString());
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The tenant's keys as `/.well-known/jwks.json` publishes them. */
export function jwks(secrets: TenantSecrets): JsonObject {
  return { keys: verificationKeys(secrets).map(publicJwk) };
}

function publicJwk(key: SigningKey): JsonObject {
  const jwk = createPublicKey(createPrivateKey(key.privatePem)).export({ format: "jwk" });
  const x5c = key.certificatePem.replaceAll(/-----[^-]+-----|\s/g, "");
  return {
    kty: "RSA",
    use: "sig",
    n: jwk.n,
    e: jwk.e,
    kid: key.kid,
    x5t: key.thumbprint,
    x5c: [x5c],
    alg: "RS256",
  };
}
