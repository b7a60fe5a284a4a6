import type { EventSubject } from "../logs/tenantLog.ts";
import type { Channel } from "./authenticators.ts";
import type { UserRecord } from "../state/tenantState.ts";

/** Where a sign-in comes from. */
export interface SignInContext {
  clientId: string | undefined;
  clientName: string | undefined;
  ip: string;
  userAgent: string;
  hostname: string;
  /** One of the tenant's: what its messages are rendered in. */
  locale: string;
  /** The header as it was sent. */
  acceptLanguage: string;
}

export type MessagePurpose = "enrollment" | "authentication";

/** One message to a phone, with all that a sender may be told of it. */
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
 * Whether a sender took a message, and who it was. A reason is the carrier's, for the tenant's log; it holds
 * neither code nor credential.
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
