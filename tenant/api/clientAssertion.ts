import { constants, createPrivateKey, randomUUID, sign } from "node:crypto";
import type { PrivateKey } from "./Auth0Access.ts";
import { CallFailure } from "../http/CallFailure.ts";

/**
 * The parameters of each signing algorithm
 * [get-started/authentication-and-authorization-flow/authenticate-with-private-key-jwt].
 */
const algorithms = {
  RS256: { hash: "sha256", padding: constants.RSA_PKCS1_PADDING },
  RS384: { hash: "sha384", padding: constants.RSA_PKCS1_PADDING },
  PS256: { hash: "sha256", padding: constants.RSA_PKCS1_PSS_PADDING },
} as const;

/** The lifetime of an assertion in seconds: it is used at once. */
const lifetime = 60;

/**
 * The assertion that a client authenticates with instead of a secret: a JWT signed with its private key.
 * @param what the end of "Failed to …"
 * @throws CallFailure for a key or an algorithm that can't sign; never contains the key
 */
export function clientAssertion(
  clientId: string,
  domain: string,
  { pem, algorithm }: PrivateKey,
  now: Date,
  what: string,
): string {
  const seconds = Math.floor(now.getTime() / 1000);
  const claims = {
    iss: clientId,
    sub: clientId,
    aud: `https://${domain}/`,
    iat: seconds,
    exp: seconds + lifetime,
    jti: randomUUID(),
  };
  const content = [{ alg: algorithm, typ: "JWT" }, claims].map(encoded).join(".");
  return `${content}.${signatureOf(content, pem, algorithm, what)}`;
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");

function signatureOf(content: string, pem: string, algorithm: string, what: string): string {
  const known = Object.hasOwn(algorithms, algorithm)
    ? algorithms[algorithm as keyof typeof algorithms]
    : undefined;
  if (known === undefined)
    throw unusable(
      what,
      `auth0:clientAssertionSigningAlg must be one of ${Object.keys(algorithms).join(", ")}.`,
    );
  try {
    const key = createPrivateKey(pem);
    // Any other key would sign too, and Auth0 would call the application wrong.
    if (key.asymmetricKeyType !== "rsa") throw new Error(key.asymmetricKeyType);
    const options = { key, padding: known.padding, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
    return sign(known.hash, Buffer.from(content), options).toString("base64url");
  } catch {
    throw unusable(
      what,
      "auth0:clientAssertionPrivateKey must be an RSA private key in PEM format, without a passphrase and with its line breaks.",
    );
  }
}

const unusable = (what: string, why: string): CallFailure =>
  new CallFailure({
    kind: "credentials",
    what,
    why,
    remedy: "Set auth0:clientAssertionPrivateKey and auth0:clientAssertionSigningAlg again.",
  });
