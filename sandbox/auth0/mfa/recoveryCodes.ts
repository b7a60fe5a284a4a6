import { createHash, timingSafeEqual } from "node:crypto";
import { newSecret } from "../ids.ts";
import type { TenantState } from "../state/tenantState.ts";

const digest = (code: string): string => createHash("sha256").update(code).digest("hex");

/** A recovery code: 24 alphanumeric characters. */
export const newRecoveryCode = (): string => newSecret.upper(24);

/**
 * Makes a code the user's only recovery code, replacing any earlier one. It was shown once and is stored as a
 * hash.
 */
export function keepRecoveryCode(state: TenantState, userId: string, code: string, now: Date): void {
  state.recoveryCodes = state.recoveryCodes.filter((each) => each.user_id !== userId);
  state.recoveryCodes.push({ user_id: userId, hash: digest(code), created_at: now.toISOString() });
}

/** The input as a recovery code, or undefined: it may be written in groups and in lower case. */
export function readRecoveryCode(typed: unknown): string | undefined {
  if (typeof typed !== "string" || typed.length > 64) return undefined;
  const code = typed.replaceAll(/[ -]/g, "").toUpperCase();
  return /^[A-Z0-9]{24}$/.test(code) ? code : undefined;
}

/** Uses up the code if it is the user's; true only once. */
export function useRecoveryCode(state: TenantState, userId: string, code: string): boolean {
  const record = state.recoveryCodes.find((each) => each.user_id === userId);
  if (record === undefined) return false;
  if (!timingSafeEqual(Buffer.from(record.hash), Buffer.from(digest(code)))) return false;
  state.recoveryCodes = state.recoveryCodes.filter((each) => each !== record);
  return true;
}
