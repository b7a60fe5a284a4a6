import { createHash } from "node:crypto";
import type { TenantState, UserRecord } from "../state/tenantState.ts";
import { authenticatorsOf } from "./authenticators.ts";

/** A fingerprint of the user's password: sessions and tokens with an older one become invalid. */
export function passwordMark(user: UserRecord): string {
  return createHash("sha256")
    .update(user.passwordHash ?? "")
    .digest("hex")
    .slice(0, 32);
}

/**
 * A fingerprint of the user's password and phones: remembered devices become invalid when any of them
 * changes.
 */
export function credentialsOf(state: TenantState, user: UserRecord): string {
  const phones = authenticatorsOf(state, user.user_id).map(({ id, phone_number }) => `${id} ${phone_number}`);
  return createHash("sha256")
    .update(JSON.stringify([passwordMark(user), ...phones]))
    .digest("hex");
}

/** A correct password that was given earlier. */
export interface GivenPassword {
  userId: string;
  /** The password's fingerprint at that time. */
  passwordMark: string;
}
