import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import type { SecretsProvider } from "../../../commands/engine/isolatedStack.ts";

let started: Promise<SecretsProvider> | undefined;

/**
 * The key service that decrypts the secrets of this process's stacks. With a passphrase, each `pulumi` would
 * derive the key from it, which takes more than a quarter of the run's CPU time.
 */
export const keyService = (): Promise<SecretsProvider> => (started ??= start());

/**
 * Starts what Pulumi needs of HashiCorp Vault, under one key that every process has
 * [https://developer.hashicorp.com/vault/api-docs/secret/transit].
 */
async function start(): Promise<SecretsProvider> {
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      const { plaintext, ciphertext = "" } = body as { plaintext?: string; ciphertext?: string };
      const data =
        plaintext === undefined
          ? { plaintext: ciphertext.replace(sealed, "") }
          : { ciphertext: `${sealed}${plaintext}` };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ data }));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  const { port } = server.address() as AddressInfo;
  return {
    url: "hashivault://local-stacks",
    environment: { VAULT_SERVER_URL: `http://127.0.0.1:${port}`, VAULT_SERVER_TOKEN: "local" },
  };
}

/** Marks a data key as encrypted. It is not: the stacks of local tenants have no secret worth it. */
const sealed = "vault:v1:";
