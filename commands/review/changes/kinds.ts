import { action, triggerAction } from "./action.ts";
import { client } from "./client.ts";
import { guardian } from "./guardian.ts";
import type { Kind } from "./Kind.ts";
import { template } from "./messages.ts";
import { phoneProvider } from "./phoneProvider.ts";
import { attachment, messagingServiceKind, phoneNumber } from "./twilio.ts";

/** What the report has words for, by type. Everything else is unknown. */
const kinds: Readonly<Record<string, Kind>> = {
  "auth0:index/client:Client": client,
  "auth0:index/phoneProvider:PhoneProvider": phoneProvider,
  "auth0:index/phoneNotificationTemplate:PhoneNotificationTemplate": template,
  "auth0:index/guardian:Guardian": guardian,
  "auth0:index/action:Action": action,
  "auth0:index/triggerAction:TriggerAction": triggerAction,
  "twilio:index/messagingService:MessagingService": messagingServiceKind,
  "twilio:index/messagingPhoneNumber:MessagingPhoneNumber": attachment,
  "twilio:index/phoneNumber:PhoneNumber": phoneNumber,
};

export const kindOf = (type: string): Kind | undefined =>
  Object.hasOwn(kinds, type) ? kinds[type] : undefined;
