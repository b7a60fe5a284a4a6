import { createHash, timingSafeEqual } from "node:crypto";

/** The credentials for an account's calls. */
export interface Credentials {
  user: string;
  password: string;
}

/** Whether a Basic header has these credentials. Takes the same time for any wrong one. */
export function isAuthorized(header: string | null, { user, password }: Credentials): boolean {
  const [, sent = ""] = /^Basic +([A-Za-z0-9+/=]+) *$/i.exec(header ?? "") ?? [];
  const expected = Buffer.from(`${user}:${password}`).toString("base64");
  return timingSafeEqual(digest(Buffer.from(sent, "base64")), digest(Buffer.from(expected, "base64")));
}

/** Hashes have the same length, regardless of what was sent. */
const digest = (bytes: Buffer): Buffer => createHash("sha256").update(bytes).digest();
