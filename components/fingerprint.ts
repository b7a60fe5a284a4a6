import { createHash, scryptSync } from "node:crypto";

/**
 * Tells one set of credentials from another without holding them: it can't be turned back, and each guess
 * costs.
 *
 * @param salt the stack's own, so that two stacks' fingerprints can't be compared
 */
export const fingerprintOf = (values: readonly string[], salt: string): string =>
  scryptSync(JSON.stringify(values), salt, 32).toString("base64url");

/** Tells one text from another. */
export const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64url");
