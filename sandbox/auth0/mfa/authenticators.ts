import { newSecret } from "../ids.ts";
import type { PhoneAuthenticatorRecord, TenantState } from "../state/tenantState.ts";

export type Channel = "sms" | "voice";

/** The user's phones, oldest first. */
export function authenticatorsOf(state: TenantState, userId: string): PhoneAuthenticatorRecord[] {
  return state.phoneAuthenticators.filter((each) => each.user_id === userId);
}

/** Stores a phone whose code was just verified. The same number again is the same phone. */
export function addAuthenticator(
  state: TenantState,
  userId: string,
  phone: { number: string; channel: Channel },
  now: Date,
): PhoneAuthenticatorRecord {
  const before = authenticatorsOf(state, userId).find((each) => each.phone_number === phone.number);
  if (before !== undefined) {
    before.channel = phone.channel;
    return before;
  }
  const record: PhoneAuthenticatorRecord = {
    id: `${phone.channel}|dev_${newSecret.token(16)}`,
    user_id: userId,
    phone_number: phone.number,
    channel: phone.channel,
    created_at: now.toISOString(),
  };
  state.phoneAuthenticators.push(record);
  return record;
}

/** Deletes a user's phones and recovery codes, when an administrator resets them or the user is deleted. */
export function removeAuthenticators(state: TenantState, userId: string, id?: string): void {
  const stays = (each: { user_id: string; id?: string }): boolean =>
    each.user_id !== userId || (id !== undefined && each.id !== id);
  state.phoneAuthenticators = state.phoneAuthenticators.filter(stays);
  // If no phone is left, a recovery code has nothing to replace.
  if (authenticatorsOf(state, userId).length > 0) return;
  state.recoveryCodes = state.recoveryCodes.filter((each) => each.user_id !== userId);
  state.browsers = state.browsers.map((each) =>
    each.user_id === userId ? { ...each, remembered_at: null } : each,
  );
}
