import type { DeliveryMethod } from "../mfa/deliveryMethods.ts";
import { isMessagingServiceSid, isTwilioAccountSid } from "./identifiers.ts";
import { numberFault } from "../mfa/phoneNumbers.ts";
import type { Problem } from "./problems.ts";
import { set, setSecret } from "./problems.ts";
import { own } from "./source.ts";
import type { Source } from "./source.ts";
import type { MessagingSettings } from "./twilioMessaging.ts";
import { isMessagingWanted, readMessaging } from "./twilioMessaging.ts";

export interface TwilioSettings {
  kind: "twilio";
  accountSid: string;
  authToken: string;
  from?: string;
  messagingServiceSid?: string;
  /** A Messaging Service of the stack's own. */
  messaging?: MessagingSettings;
}

export interface PlivoSettings {
  kind: "plivo";
  authId: string;
  authToken: string;
  from: string;
}

/** Twilio's account, token and exactly one of a number, a Messaging Service, and one of the stack's own. */
export function readTwilio(source: Source, problems: Problem[]): TwilioSettings {
  const accountSid = source.values["twilio:accountSid"];
  if (!accountSid) {
    problems.push({ key: "twilio:accountSid", what: "is missing", mend: "set twilio:accountSid AC…" });
  } else if (!isTwilioAccountSid(accountSid)) {
    const what = accountSid.startsWith("SK")
      ? "is the SID of an API key; Auth0 needs the account's own, AC and 32 hex digits"
      : "must be AC and 32 hex digits";
    problems.push({ key: "twilio:accountSid", what, mend: "set twilio:accountSid AC…" });
  }
  const authToken = readSecret(source, "twilio:authToken", problems);
  if (authToken && authToken.length !== 32) {
    const what = `must have 32 characters, not ${authToken.length}`;
    problems.push({ key: "twilio:authToken", what, mend: setSecret("twilio:authToken") });
  }
  const from = readNumber(source, "twilioFrom", problems);
  const messagingServiceSid = readMessagingService(source, problems);
  const messaging = readMessaging(source, problems);
  problems.push(...oneOrigin(source));
  return {
    kind: "twilio",
    accountSid: accountSid ?? "",
    authToken: authToken ?? "",
    ...(from !== undefined && { from }),
    ...(messagingServiceSid !== undefined && { messagingServiceSid }),
    ...(messaging !== undefined && { messaging }),
  };
}

/** Auth0 takes one origin of messages: the first that is set, which excludes the others. */
function oneOrigin(source: Source): Problem[] {
  const [first, ...others] = [
    ...(own(source, "twilioFrom") ? ["twilioFrom"] : []),
    ...(own(source, "twilioMessagingServiceSid") ? ["twilioMessagingServiceSid"] : []),
    ...(isMessagingWanted(source) ? ["twilioMessaging"] : []),
  ];
  if (first === undefined) {
    const what =
      "is missing, and so are twilioMessagingServiceSid and twilioMessaging.service; one of the three is needed";
    return [{ key: "twilioFrom", what, mend: "set twilioFrom +1…" }];
  }
  return others.map((other) => ({
    key: first,
    what: `excludes ${other}; one must go`,
    mend: `rm ${other}`,
  }));
}

/** Plivo's id, token and number. Voice is refused: a call needs a page to fetch, which an Action can't serve. */
export function readPlivo(
  source: Source,
  delivery: readonly DeliveryMethod[],
  problems: Problem[],
): PlivoSettings {
  const authId = source.values["plivo:authId"];
  if (!authId) {
    problems.push({ key: "plivo:authId", what: "is missing", mend: "set plivo:authId MA…" });
  } else if (!/^(MA|SA)[A-Z0-9]{18}$/.test(authId)) {
    problems.push({
      key: "plivo:authId",
      what: "must be MA or SA and 18 letters or digits",
      mend: "set plivo:authId MA…",
    });
  }
  const authToken = readSecret(source, "plivo:authToken", problems);
  const from = readNumber(source, "plivoFrom", problems);
  if (!own(source, "plivoFrom")) {
    problems.push({ key: "plivoFrom", what: "is missing", mend: "set plivoFrom +1…" });
  }
  const voice = delivery.indexOf("voice");
  if (voice >= 0) {
    problems.push({
      key: `delivery[${voice}]`,
      what: "is voice, which Plivo can't do from an Auth0 Action; use sms, or sender twilio",
      mend: delivery.includes("sms") ? `rm --path 'delivery[${voice}]'` : set(`delivery[${voice}]`, "sms"),
    });
  }
  return { kind: "plivo", authId: authId ?? "", authToken: authToken ?? "", from: from ?? "" };
}

/** A secret must be there and must be encrypted: a token in clear in a stack file is a leaked token. */
export function readSecret(source: Source, key: string, problems: Problem[]): string | undefined {
  const value = source.values[key];
  if (!value) {
    problems.push({ key, what: "is missing", mend: setSecret(key) });
  } else if (!source.isSecret(key)) {
    problems.push({
      key,
      what: "stands in clear in the stack file; replace the token and set the new one",
      mend: setSecret(key),
    });
  }
  return value || undefined;
}

function readNumber(source: Source, name: string, problems: Problem[]): string | undefined {
  const text = own(source, name);
  if (text === undefined) return undefined;
  const fault = numberFault(text);
  if (fault) problems.push({ key: name, what: fault.what, mend: set(name, fault.better) });
  return text;
}

function readMessagingService(source: Source, problems: Problem[]): string | undefined {
  const sid = own(source, "twilioMessagingServiceSid");
  if (sid !== undefined && !isMessagingServiceSid(sid)) {
    const mend = "set twilioMessagingServiceSid MG…";
    problems.push({ key: "twilioMessagingServiceSid", what: "must be MG and 32 hex digits", mend });
  }
  return sid;
}
