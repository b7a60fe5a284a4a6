import "reflect-metadata";
import { createHash, webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";
import { newId, newSecret } from "../ids.ts";
import type { Tenant } from "../tenant.ts";
import type { SigningKey, TenantSecrets } from "./tenantState.ts";

const signing = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};

/**
 * Generates a tenant's secrets: its token signing key with a certificate, unless given, and credentials in the
 * carriers' formats.
 */
export async function makeSecrets(
  tenantName: string,
  now: Date,
  signingKey?: SigningKey,
): Promise<TenantSecrets> {
  return {
    signingKey: signingKey ?? (await makeSigningKey(tenantName, now)),
    machineClientId: newId.client(),
    twilio: {
      accountSid: `AC${newSecret.hex(16)}`,
      authToken: newSecret.hex(16),
      from: americanNumber(),
    },
    plivo: {
      authId: `MA${newSecret.upper(18)}`,
      authToken: newSecret.token(40),
      from: americanNumber(),
    },
  };
}

/** +1 415 2xx xxxx: an assigned range, so that number checks accept it. */
function americanNumber(): string {
  return `+14152${newSecret.digits(6)}`;
}

/** A new RS256 key with its certificate. */
async function makeSigningKey(tenantName: string, now: Date): Promise<SigningKey> {
  const keys = await webcrypto.subtle.generateKey(signing, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${tenantName}`,
    notBefore: new Date(now.getTime() - 86_400_000),
    notAfter: new Date(now.getTime() + 10 * 365 * 86_400_000),
    keys,
    signingAlgorithm: signing,
  });
  const exported = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  const lines =
    Buffer.from(exported)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return {
    kid: newId.key(),
    privatePem: ["-----BEGIN PRIVATE KEY-----", ...lines, "-----END PRIVATE KEY-----", ""].join("\n"),
    certificatePem: certificate.toString("pem"),
    thumbprint: createHash("sha1").update(new Uint8Array(certificate.rawData)).digest("base64url"),
  };
}

/**
 * Signs with a new key from now on. Older keys stay published and their signatures valid. Returns the new
 * key's id.
 */
export async function rotateSigningKey(tenant: Tenant): Promise<string> {
  const key = await makeSigningKey(tenant.state.name, tenant.now());
  const { secrets } = tenant.state;
  secrets.previousKeys = [secrets.signingKey, ...(secrets.previousKeys ?? [])];
  secrets.signingKey = key;
  await tenant.save();
  return key.kid;
}
