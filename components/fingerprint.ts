import { createHash, scrypt } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify<string, string, number, Buffer>(scrypt);

/**
 * A fingerprint that tells one set of credentials from another without holding them: it can't be reversed,
 * and each guess is expensive. It is expensive here too, so it runs on a separate thread.
 * @param salt the stack's own, so that the fingerprints of two stacks can't be compared
 */
export const fingerprintOf = async (values: readonly string[], salt: string): Promise<string> =>
  (await derive(JSON.stringify(values), salt, 32)).toString("base64url");

/** A hash that tells one text from another. */
export const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64url");
