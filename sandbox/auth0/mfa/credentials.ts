import { createHash } from "node:crypto";
import type { TenantState, UserRecord } from "../state/tenantState.ts";
import { authenticatorsOf } from "./authenticators.ts";

/** A mark of the user's password: sessions and tokens of an older one end with it. */
export function passwordMark(user: UserRecord): string {
  return createHash("sha256")
    .update(user.passwordHash ?? "")
    .digest("hex")
    .slice(0, 32);
}

/**
 * A mark of all that the user proves with, password and phones: remembered devices end when any of it
 * changes.
 */
export function credentialsOf(state: TenantState, user: UserRecord): string {
  const phones = authenticatorsOf(state, user.user_id).map(({ id, phone_number }) => `${id} ${phone_number}`);
  return createHash("sha256")
    .update(JSON.stringify([passwordMark(user), ...phones]))
    .digest("hex");
}

/** A right password, given some time ago. */
export interface GivenPassword {
  userId: string;
  /** The password's mark then. */
  passwordMark: string;
}
