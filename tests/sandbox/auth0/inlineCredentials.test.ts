import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import type { JsonObject } from "../../../sandbox/auth0/json.ts";
import { sharedSigningKey } from "../../support/tenant/signingKey.ts";
import { newTenant } from "./support.ts";

const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const key = {
  credential_type: "public_key",
  name: "key",
  pem: publicKey.export({ type: "spki", format: "pem" }).toString(),
};
const { certificatePem } = await sharedSigningKey();
const certificate = { credential_type: "x509_cert", name: "key", pem: certificatePem };

/** A client's credentials, by where they were sent. */
const places: [string, object, (credentials: unknown) => JsonObject][] = [
  [
    "private_key_jwt",
    key,
    (credentials) => ({ client_authentication_methods: { private_key_jwt: { credentials } } }),
  ],
  [
    "self_signed_tls_client_auth",
    certificate,
    (credentials) => ({ client_authentication_methods: { self_signed_tls_client_auth: { credentials } } }),
  ],
  [
    "tls_client_auth",
    { ...certificate, credential_type: "cert_subject_dn" },
    (credentials) => ({ client_authentication_methods: { tls_client_auth: { credentials } } }),
  ],
  [
    "signed_request_object",
    key,
    (credentials) => ({ signed_request_object: { required: true, credentials } }),
  ],
];

test.each(places)("a new client's %s becomes its credentials", async (_, credential, place) => {
  const { call } = await newTenant();
  const made = await call("POST", "/clients", { name: "Keys", ...place([credential]) });
  expect(made.status).toBe(201);
  const { client_id: client } = made.body as { client_id: string };
  const listed = (await call("GET", `/clients/${client}/credentials`)).body as { id: string }[];
  expect(listed).toMatchObject([{ id: expect.stringMatching(/^cred_/) as string, name: "key" }]);
  // The answer to the create shows them in full; reads name them only.
  expect(made.body).toMatchObject(place(listed));
  const ids = listed.map(({ id }) => ({ id }));
  const read = (await call("GET", `/clients/${client}`)).body;
  expect(read).toMatchObject(place(ids));
  expect(JSON.stringify([made.body, read])).not.toContain("BEGIN PUBLIC KEY");
  expect((await call("DELETE", `/clients/${client}/credentials/${listed[0]?.id}`)).status).toBe(409);
});

test("a key determines its ID and algorithm", async () => {
  const { call } = await newTenant();
  const { body } = await call("POST", "/clients", {
    name: "Keys",
    client_authentication_methods: { private_key_jwt: { credentials: [{ ...key, alg: "PS256" }, key] } },
  });
  const kid = expect.stringMatching(/^[\w-]{43}$/) as string;
  expect(body).toMatchObject({
    client_authentication_methods: {
      private_key_jwt: {
        credentials: [
          { kid, alg: "PS256" },
          { kid, alg: "RS256" },
        ],
      },
    },
  });
});

test.each([
  ["no key", { ...key, pem: "nothing" }, "The pem is not a valid public key"],
  ["no certificate", { ...certificate, pem: key.pem }, "The pem is not a valid certificate"],
  ["an unknown kind", { ...key, credential_type: "password" }, "No enum match"],
  ["an id that is not its own", { id: "cred_1" }, "credential_type"],
])("%s creates neither credential nor client", async (_, credential, message) => {
  const { call, tenant } = await newTenant();
  const before = tenant.state.clients.length;
  const { status, body } = await call("POST", "/clients", {
    name: "Keys",
    client_authentication_methods: { private_key_jwt: { credentials: [key, credential] } },
  });
  expect([status, tenant.state.clients.length, tenant.state.credentials]).toEqual([400, before, []]);
  expect((body as { message: string }).message).toContain(message);
});

test("an existing client accepts credentials by their IDs only", async () => {
  const { call, auth0 } = await newTenant();
  const { client_id: client = "" } = await auth0.clients.create({ name: "Keys" });
  const patch = (credentials: unknown) =>
    call("PATCH", `/clients/${client}`, {
      client_authentication_methods: { private_key_jwt: { credentials } },
      token_endpoint_auth_method: null,
    });
  expect((await patch([key])).status).toBe(400);
  const { body } = await call("POST", `/clients/${client}/credentials`, key);
  const { id } = body as { id: string };
  expect((await patch([{ id }])).body).toMatchObject({
    client_authentication_methods: { private_key_jwt: { credentials: [{ id }] } },
  });
});
