import { makeSecrets } from "../../../sandbox/auth0/state/secrets.ts";
import type { SigningKey } from "../../../sandbox/auth0/state/tenantState.ts";

let key: Promise<SigningKey> | undefined;

/** The key with which a worker's local tenants sign tokens, because generating one takes time. */
export const sharedSigningKey = (): Promise<SigningKey> =>
  (key ??= makeSecrets("sandbox", new Date()).then(({ signingKey }) => signingKey));
