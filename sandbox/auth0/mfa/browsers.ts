import { createHash } from "node:crypto";
import { newSecret } from "../ids.ts";
import type { BrowserRecord, TenantState, UserRecord } from "../state/tenantState.ts";
import { credentialsOf } from "./credentials.ts";

/** Adaptive MFA considers a device new after 30 days. */
const knownMs = 30 * 86_400_000;

const digest = (cookie: string): string => createHash("sha256").update(cookie).digest("hex");

/** What the tenant knows about a browser for one user. */
export interface BrowserStanding {
  /** The user has signed in with it in the last 30 days. */
  known: boolean;
  /** The user chose to remember it, and neither of the tenant's limits has passed. */
  remembered: boolean;
}

/**
 * The record of a browser's cookie. A record of another user, or from before a change of password or phone,
 * does not count.
 */
function recordOf(
  state: TenantState,
  user: UserRecord,
  cookie: string | undefined,
): BrowserRecord | undefined {
  const hash = cookie === undefined ? undefined : digest(cookie);
  const record = state.browsers.find((each) => each.hash === hash && each.user_id === user.user_id);
  return record?.credentials === credentialsOf(state, user) ? record : undefined;
}

/** What a browser's cookie proves for that user now, with the present settings. */
export function standingOf(
  state: TenantState,
  user: UserRecord,
  cookie: string | undefined,
  now: Date,
): BrowserStanding {
  const record = recordOf(state, user, cookie);
  if (record === undefined) return { known: false, remembered: false };
  const { seen_at, remembered_at } = record;
  const { mfa_session_inactivity_timeout: idle, mfa_session_overall_timeout: overall } =
    state.guardian.prompt;
  const isWithin = (since: string, ms: number): boolean => now.getTime() < Date.parse(since) + ms;
  return {
    known: isWithin(seen_at, knownMs),
    remembered:
      remembered_at !== null && isWithin(remembered_at, overall * 1000) && isWithin(seen_at, idle * 1000),
  };
}

/**
 * Records that the user signed in with a browser and returns its cookie: a new one each time, so that a
 * cookie planted before the sign-in is worthless after it.
 */
export function noteBrowser(
  state: TenantState,
  user: UserRecord,
  seen: { cookie: string | undefined; remember: boolean },
  now: Date,
): string {
  const before = seen.cookie === undefined ? undefined : digest(seen.cookie);
  const old = state.browsers.find((each) => each.hash === before && each.user_id === user.user_id);
  // A limit that has passed stays passed; a later sign-in does not renew it.
  const isRemembered = standingOf(state, user, seen.cookie, now).remembered;
  const cookie = newSecret.token(43);
  const at = now.toISOString();
  // If two people use a browser, the other one's record moves to the new cookie.
  for (const each of state.browsers) if (each.hash === before) each.hash = digest(cookie);
  state.browsers = state.browsers.filter(
    (each) =>
      each !== old && (each.user_id !== user.user_id || now.getTime() < Date.parse(each.seen_at) + knownMs),
  );
  state.browsers.push({
    hash: digest(cookie),
    user_id: user.user_id,
    credentials: credentialsOf(state, user),
    seen_at: at,
    remembered_at: seen.remember ? at : isRemembered ? (old?.remembered_at ?? null) : null,
  });
  return cookie;
}

/** Records a silent sign-in as activity, which extends the inactivity limit. */
export function touchBrowser(
  state: TenantState,
  user: UserRecord,
  cookie: string | undefined,
  now: Date,
): void {
  const record = recordOf(state, user, cookie);
  if (record === undefined) return;
  if (!standingOf(state, user, cookie, now).remembered) record.remembered_at = null;
  record.seen_at = now.toISOString();
}
