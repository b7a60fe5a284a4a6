import { createHash, createPublicKey, X509Certificate } from "node:crypto";
import { z } from "zod";
import { badRequest, conflict, notFound } from "../errors.ts";
import { newId } from "../ids.ts";
import { isObject, omit } from "../json.ts";
import type { JsonObject } from "../json.ts";
import type { CredentialRecord } from "../state/tenantState.ts";
import { findClient } from "./clients.ts";
import { created, noContent, ok, param, timestamp } from "./endpoint.ts";
import type { Answer, Call, Endpoint } from "./endpoint.ts";
import { checked } from "./validation.ts";

const expiresAt = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)), "Object didn't pass validation for format date-time")
  .nullable()
  .optional();

const newCredential = z.strictObject({
  credential_type: z.enum(["public_key", "cert_subject_dn", "x509_cert"]),
  name: z.string().optional(),
  pem: z.string().optional(),
  subject_dn: z.string().optional(),
  alg: z.enum(["RS256", "RS384", "PS256"]).optional(),
  kid: z.string().optional(),
  parse_expiry_from_cert: z.boolean().optional(),
  expires_at: expiresAt,
});

type NewCredential = z.infer<typeof newCredential>;

function find(call: Call): CredentialRecord {
  const client = findClient(call.state, param(call, "id"));
  const found = call.state.credentials.find(
    (each) => each.client_id === client.client_id && each.id === param(call, "credential"),
  );
  if (found === undefined)
    throw notFound("The client credential does not exist", "inexistent_client_credential");
  return found;
}

const view = (credential: CredentialRecord): JsonObject => omit(credential, ["client_id", "pem"]);

/** What the key or the certificate says of itself, by kind of credential. */
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

function create(call: Call): Answer {
  const client = findClient(call.state, param(call, "id"));
  const body = checked(newCredential, call.body);
  const credential: CredentialRecord = {
    id: newId.credential(),
    client_id: client.client_id,
    credential_type: body.credential_type,
    ...derived(body),
    ...(body.name === undefined ? {} : { name: body.name }),
    created_at: timestamp(call.now),
    updated_at: timestamp(call.now),
    pem: body.pem,
  };
  call.state.credentials.push(credential);
  return created(view(credential));
}

function update(call: Call): Answer {
  const credential = find(call);
  const { expires_at: expires } = checked(z.strictObject({ expires_at: expiresAt }), call.body);
  if (typeof expires === "string") credential["expires_at"] = new Date(expires).toISOString();
  else delete credential["expires_at"];
  credential["updated_at"] = timestamp(call.now);
  return ok(view(credential));
}

/** A credential in use by its client can't go [secure/application-credentials]. */
function remove(call: Call): Answer {
  const credential = find(call);
  const client = findClient(call.state, credential.client_id);
  const uses = JSON.stringify([client["client_authentication_methods"], client["signed_request_object"]]);
  if (uses.includes(credential.id))
    throw conflict("The credential is in use by the client", "credential_in_use");
  call.state.credentials = call.state.credentials.filter((each) => each !== credential);
  return noContent;
}

function list(call: Call): Answer {
  const client = findClient(call.state, param(call, "id"));
  return ok(
    call.state.credentials
      .filter((each) => each.client_id === client.client_id)
      .filter(isObject)
      .map(view),
  );
}

const path = "/clients/:id/credentials";
const read = ["read:client_credentials"];

export const clientCredentials: Endpoint[] = [
  { method: "GET", path, scopes: read, run: list },
  { method: "POST", path, scopes: ["create:client_credentials"], run: create },
  { method: "GET", path: `${path}/:credential`, scopes: read, run: (call) => ok(view(find(call))) },
  { method: "PATCH", path: `${path}/:credential`, scopes: ["update:client_credentials"], run: update },
  { method: "DELETE", path: `${path}/:credential`, scopes: ["delete:client_credentials"], run: remove },
];
