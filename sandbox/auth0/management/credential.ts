import { createHash, createPublicKey, X509Certificate } from "node:crypto";
import { z } from "zod";
import { badRequest } from "../errors.ts";
import { newId } from "../ids.ts";
import { omit } from "../json.ts";
import type { JsonObject } from "../json.ts";
import type { CredentialRecord } from "../state/tenantState.ts";
import { timestamp } from "./endpoint.ts";

export const expiresAt = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)), "Object didn't pass validation for format date-time")
  .nullable()
  .optional();

/** A credential as sent in a request, alone or within a new client. */
export const newCredential = z.strictObject({
  credential_type: z.enum(["public_key", "cert_subject_dn", "x509_cert"]),
  name: z.string().optional(),
  pem: z.string().optional(),
  subject_dn: z.string().optional(),
  alg: z.enum(["RS256", "RS384", "PS256"]).optional(),
  kid: z.string().optional(),
  parse_expiry_from_cert: z.boolean().optional(),
  expires_at: expiresAt,
});

export type NewCredential = z.infer<typeof newCredential>;

/** The record of a new credential, with what the server reads from its key or certificate. */
export function credentialOf(clientId: string, body: NewCredential, now: Date): CredentialRecord {
  return {
    id: newId.credential(),
    client_id: clientId,
    credential_type: body.credential_type,
    ...derived(body),
    ...(body.name === undefined ? {} : { name: body.name }),
    created_at: timestamp(now),
    updated_at: timestamp(now),
    pem: body.pem,
  };
}

/** A credential as returned: its key stays on the server. */
export const credentialView = (credential: CredentialRecord): JsonObject =>
  omit(credential, ["client_id", "pem"]);

/** The data in the key or the certificate, by kind of credential. */
function derived(body: NewCredential): JsonObject {
  const pem = body.pem ?? "";
  switch (body.credential_type) {
    case "public_key":
      return { kid: body.kid ?? thumbprint(pem), alg: body.alg ?? "RS256", ...expiry(body, pem) };
    case "x509_cert": {
      const certificate = parseCertificate(pem);
      const sha256 = certificate.fingerprint256.replaceAll(":", "");
      return {
        thumbprint_sha256: Buffer.from(sha256, "hex").toString("base64url"),
        subject_dn: subject(certificate),
        expires_at: certificate.validToDate.toISOString(),
      };
    }
    case "cert_subject_dn":
      return { subject_dn: body.subject_dn ?? subject(parseCertificate(pem)), ...expiry(body, pem) };
  }
}

function expiry(body: NewCredential, pem: string): JsonObject {
  if (typeof body.expires_at === "string") return { expires_at: new Date(body.expires_at).toISOString() };
  if (body.parse_expiry_from_cert === true)
    return { expires_at: parseCertificate(pem).validToDate.toISOString() };
  return {};
}

const subject = (certificate: X509Certificate): string => certificate.subject.split("\n").reverse().join(",");

function parseCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw badRequest("The pem is not a valid certificate", "invalid_body");
  }
}

/** The key id is the RFC 7638 thumbprint of the key (recorded create: the same key has the same kid). */
function thumbprint(pem: string): string {
  try {
    const jwk = createPublicKey(pem).export({ format: "jwk" });
    return createHash("sha256")
      .update(JSON.stringify({ e: jwk.e, kty: jwk.kty, n: jwk.n }))
      .digest("base64url");
  } catch {
    throw badRequest("The pem is not a valid public key", "invalid_body");
  }
}
