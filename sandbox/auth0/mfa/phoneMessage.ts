import type { EventSubject } from "../logs/tenantLog.ts";
import type { Channel } from "./authenticators.ts";
import type { UserRecord } from "../state/tenantState.ts";

/** The origin of a sign-in. */
export interface SignInContext {
  clientId: string | undefined;
  clientName: string | undefined;
  ip: string;
  userAgent: string;
  hostname: string;
  /** One of the tenant's locales, in which its messages are rendered. */
  locale: string;
  /** The header as sent. */
  acceptLanguage: string;
}

export type MessagePurpose = "enrollment" | "authentication";

/** One message to a phone, with everything that a sender may receive about it. */
export interface PhoneMessage {
  user: UserRecord;
  /** E.164. */
  number: string;
  channel: Channel;
  purpose: MessagePurpose;
  code: string;
  context: SignInContext;
}

/**
 * Whether a sender accepted a message, and which one. A reason comes from the carrier, for the tenant's log;
 * it contains neither code nor credential.
 */
export type Delivery = { sent: true; by: string } | { sent: false; reason: string };

/** The sign-in's part of a log event. */
export function subjectOf(context: SignInContext, user?: UserRecord): EventSubject {
  return {
    ...(user === undefined
      ? {}
      : { user_id: user.user_id, user_name: user.email ?? user.user_id, connection: user.connection }),
    ...(context.clientId === undefined ? {} : { client_id: context.clientId }),
    ...(context.clientName === undefined ? {} : { client_name: context.clientName }),
    ip: context.ip,
    user_agent: context.userAgent,
    hostname: context.hostname,
  };
}
