import { createHash, scrypt } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify<string, string, number, Buffer>(scrypt);

/**
 * Tells one set of credentials from another without holding them: it can't be turned back, and each guess
 * costs. It costs this run as well, on a thread of its own.
 *
 * @param salt the stack's own, so that two stacks' fingerprints can't be compared
 */
export const fingerprintOf = async (values: readonly string[], salt: string): Promise<string> =>
  (await derive(JSON.stringify(values), salt, 32)).toString("base64url");

/** Tells one text from another. */
export const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64url");
