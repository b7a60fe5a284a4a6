import { createHash, timingSafeEqual } from "node:crypto";

/** What an account's calls must carry. */
export interface Credentials {
  user: string;
  password: string;
}

/** True for a Basic header with these credentials. Takes as long for a nearly right one as for any other. */
export function isAuthorized(header: string | null, { user, password }: Credentials): boolean {
  const [, sent = ""] = /^Basic +([A-Za-z0-9+/=]+) *$/i.exec(header ?? "") ?? [];
  const expected = Buffer.from(`${user}:${password}`).toString("base64");
  return timingSafeEqual(digest(Buffer.from(sent, "base64")), digest(Buffer.from(expected, "base64")));
}

/** Of one length, whatever was sent. */
const digest = (bytes: Buffer): Buffer => createHash("sha256").update(bytes).digest();
