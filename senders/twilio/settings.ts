import type { Problem } from "../../configuration/problems.ts";
import { set, setList, setSecret } from "../../configuration/problems.ts";
import type { Source } from "../../configuration/source.ts";
import { readSecret } from "../../configuration/values.ts";
import type { DeliveryMethod } from "../../mfa/deliveryMethods.ts";
import { isTwilioAccountSid, sidMeant } from "./identifiers.ts";
import type { MessagingSettings } from "./messaging.ts";
import { readMessaging } from "./messaging.ts";
import type { Origin } from "./origin.ts";
import { readOrigin } from "./origin.ts";

export interface TwilioSettings extends Origin {
  kind: "twilio";
  accountSid: string;
  authToken: string;
  /** The stack's own Messaging Service. */
  messaging?: MessagingSettings;
}

/**
 * Twilio's account, token, and exactly one of: a number, an existing Messaging Service, or the stack's own.
 */
export function readTwilio(
  source: Source,
  delivery: readonly DeliveryMethod[],
  problems: Problem[],
): TwilioSettings {
  const accountSid = readAccountSid(source, problems);
  const authToken = readSecret(source, "twilio:authToken", problems);
  // A token in plaintext has to be replaced anyway, and YAML may have parsed it as a number.
  if (authToken && source.isSecret("twilio:authToken") && authToken.length !== 32) {
    const what = `must have 32 characters, not ${authToken.length}`;
    problems.push({ key: "twilio:authToken", what, fix: setSecret("twilio:authToken") });
  }
  const origin = readOrigin(source, problems);
  const isOnly = origin.from === undefined && origin.messagingServiceSid === undefined;
  const messaging = readMessaging(source, isOnly, problems);
  const isService = origin.from === undefined && (origin.messagingServiceSid ?? messaging) !== undefined;
  if (isService && delivery.includes("voice")) problems.push(voiceOfService);
  return {
    kind: "twilio",
    accountSid: accountSid ?? "",
    authToken: authToken ?? "",
    ...origin,
    ...(messaging !== undefined && { messaging }),
  };
}

/** Twilio places a call from a number only [twilio.com/docs/voice/api/call-resource]. */
const voiceOfService: Problem = {
  key: "delivery",
  what: "includes voice, and a Messaging Service can't make voice calls; use twilioFrom for them",
  fix: setList("delivery", ["sms"], ["voice"]),
};

function readAccountSid(source: Source, problems: Problem[]): string | undefined {
  const key = "twilio:accountSid";
  const sid = source.values[key];
  if (sid && isTwilioAccountSid(sid)) return sid;
  const what = !sid
    ? "is missing"
    : sid.startsWith("SK")
      ? "is the SID of an API key; Auth0 needs the account's own, AC and 32 hex digits"
      : "must be AC and 32 hex digits";
  problems.push({ key, what, fix: set(key, sidMeant("AC", sid ?? "") ?? "AC…") });
  return sid;
}
