import { createHash } from "node:crypto";
import { newSecret } from "../ids.ts";
import type { TenantState, UserRecord } from "../state/tenantState.ts";
import { credentialsOf } from "./credentials.ts";

const day = 86_400_000;
/**
 * "Remember this device for 30 days"; an assessment by Adaptive MFA takes a device for new after the same
 * time.
 */
const lifetime = 30 * day;

const digest = (cookie: string): string => createHash("sha256").update(cookie).digest("hex");

/** What the tenant knows of a browser for one user. */
export interface BrowserStanding {
  /** The user has signed in with it in the last 30 days. */
  known: boolean;
  /** The user asked not to be asked again on it. */
  remembered: boolean;
}

/**
 * Looks a browser's cookie up. One of another user, or from before a change of password or phone, is a
 * stranger's.
 */
export function standingOf(
  state: TenantState,
  user: UserRecord,
  cookie: string | undefined,
  now: Date,
): BrowserStanding {
  const hash = cookie === undefined ? undefined : digest(cookie);
  const record = state.browsers.find((each) => each.hash === hash && each.user_id === user.user_id);
  if (record === undefined || record.credentials !== credentialsOf(state, user)) {
    return { known: false, remembered: false };
  }
  const before = (limit: string | null): boolean => limit !== null && now < new Date(limit);
  return { known: before(record.known_until), remembered: before(record.remembered_until) };
}

/**
 * Notes that the user signed in with a browser and gives the cookie for it: a new one each time, so that one
 * planted before the sign-in is worth nothing after it.
 */
export function noteBrowser(
  state: TenantState,
  user: UserRecord,
  seen: { cookie: string | undefined; remember: boolean },
  now: Date,
): string {
  const before = seen.cookie === undefined ? undefined : digest(seen.cookie);
  const old = state.browsers.find((each) => each.hash === before && each.user_id === user.user_id);
  const cookie = newSecret.token(43);
  const until = new Date(now.getTime() + lifetime).toISOString();
  const valid = old?.credentials === credentialsOf(state, user) ? old.remembered_until : null;
  // A browser that two people use keeps what it is to the other one: their records move to the new cookie.
  for (const each of state.browsers) if (each.hash === before) each.hash = digest(cookie);
  state.browsers = state.browsers.filter(
    (each) => each !== old && (each.user_id !== user.user_id || now < new Date(each.known_until)),
  );
  state.browsers.push({
    hash: digest(cookie),
    user_id: user.user_id,
    credentials: credentialsOf(state, user),
    known_until: until,
    remembered_until: seen.remember ? until : valid,
  });
  return cookie;
}
