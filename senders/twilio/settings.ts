import type { Problem } from "../../configuration/problems.ts";
import { setSecret } from "../../configuration/problems.ts";
import { own } from "../../configuration/source.ts";
import type { Source } from "../../configuration/source.ts";
import { readNumber, readSecret } from "../../configuration/values.ts";
import { isMessagingServiceSid, isTwilioAccountSid } from "./identifiers.ts";
import type { MessagingSettings } from "./messaging.ts";
import { isMessagingWanted, readMessaging } from "./messaging.ts";

export interface TwilioSettings {
  kind: "twilio";
  accountSid: string;
  authToken: string;
  from?: string;
  messagingServiceSid?: string;
  /** A Messaging Service of the stack's own. */
  messaging?: MessagingSettings;
}

/** Twilio's account, token and exactly one of a number, a Messaging Service, and one of the stack's own. */
export function readTwilio(source: Source, problems: Problem[]): TwilioSettings {
  const accountSid = source.values["twilio:accountSid"];
  if (!accountSid) {
    problems.push({ key: "twilio:accountSid", what: "is missing", fix: "set twilio:accountSid AC…" });
  } else if (!isTwilioAccountSid(accountSid)) {
    const what = accountSid.startsWith("SK")
      ? "is the SID of an API key; Auth0 needs the account's own, AC and 32 hex digits"
      : "must be AC and 32 hex digits";
    problems.push({ key: "twilio:accountSid", what, fix: "set twilio:accountSid AC…" });
  }
  const authToken = readSecret(source, "twilio:authToken", problems);
  if (authToken && authToken.length !== 32) {
    const what = `must have 32 characters, not ${authToken.length}`;
    problems.push({ key: "twilio:authToken", what, fix: setSecret("twilio:authToken") });
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
    return [{ key: "twilioFrom", what, fix: "set twilioFrom +1…" }];
  }
  return others.map((other) => ({
    key: first,
    what: `excludes ${other}; one must go`,
    fix: `rm ${other}`,
  }));
}

function readMessagingService(source: Source, problems: Problem[]): string | undefined {
  const sid = own(source, "twilioMessagingServiceSid");
  if (sid !== undefined && !isMessagingServiceSid(sid)) {
    const fix = "set twilioMessagingServiceSid MG…";
    problems.push({ key: "twilioMessagingServiceSid", what: "must be MG and 32 hex digits", fix });
  }
  return sid;
}
