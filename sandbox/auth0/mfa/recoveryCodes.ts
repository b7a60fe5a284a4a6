import { createHash, timingSafeEqual } from "node:crypto";
import { newSecret } from "../ids.ts";
import type { TenantState } from "../state/tenantState.ts";

const digest = (code: string): string => createHash("sha256").update(code).digest("hex");

/** A recovery code: 24 alphanumeric characters. */
export const newRecoveryCode = (): string => newSecret.upper(24);

/**
 * Makes a code the user's one recovery code, in place of any earlier one. It was shown once and is kept as a
 * hash.
 */
export function keepRecoveryCode(state: TenantState, userId: string, code: string, now: Date): void {
  state.recoveryCodes = state.recoveryCodes.filter((each) => each.user_id !== userId);
  state.recoveryCodes.push({ user_id: userId, hash: digest(code), created_at: now.toISOString() });
}

/** What was typed as a recovery code, or undefined: people may write it in groups and in small letters. */
export function readRecoveryCode(typed: unknown): string | undefined {
  if (typeof typed !== "string" || typed.length > 64) return undefined;
  const code = typed.replaceAll(/[ -]/g, "").toUpperCase();
  return /^[A-Z0-9]{24}$/.test(code) ? code : undefined;
}

/** Uses the code up if it is the user's; true once only. */
export function useRecoveryCode(state: TenantState, userId: string, code: string): boolean {
  const record = state.recoveryCodes.find((each) => each.user_id === userId);
  if (record === undefined) return false;
  if (!timingSafeEqual(Buffer.from(record.hash), Buffer.from(digest(code)))) return false;
  state.recoveryCodes = state.recoveryCodes.filter((each) => each !== record);
  return true;
}
