import { isMessagingServiceSid, isTwilioAccountSid } from "./identifiers.ts";
import { isOtherSender, numberFault } from "../../mfa/phoneNumbers.ts";
import type { FoundProvider } from "../SenderInCommands.ts";
import type { Held, Import, IsRecorded, PartFinding } from "../../findings/PartFinding.ts";

export function findTwilio(twilio: FoundProvider, imports: readonly Import[]): PartFinding {
  const { sid, from, messagingServiceSid, authToken } = twilio;
  const fault = twilioFault(twilio);
  if (fault !== undefined) return { part: "sender", name: "Twilio", why: fault };
  return {
    part: "sender",
    shown: [
      { setting: "sender", value: "twilio", key: "sender" },
      { setting: "account SID", value: sid ?? "", key: "twilio:accountSid" },
      from === undefined
        ? { setting: "from", value: messagingServiceSid ?? "", key: "twilioMessagingServiceSid" }
        : { setting: "from", value: from, key: "twilioFrom" },
    ],
    configuration: {
      sender: "twilio",
      "twilio:accountSid": sid,
      twilioFrom: from,
      twilioMessagingServiceSid: messagingServiceSid,
      twilioMessaging: undefined,
    },
    unknown: [
      {
        key: "twilio:authToken",
        what: "the Twilio Auth Token that the tenant uses",
        secret: true,
        ...(authToken !== undefined && { value: authToken }),
      },
    ],
    imports,
    alone: [],
  };
}

/** The Messaging Service that a stack creates. */
const ownService = { type: "twilio:index/messagingService:MessagingService", name: "twilio-messaging" };

const originKeys = ["twilioFrom", "twilioMessagingServiceSid", "twilioMessaging"];

/** The same sender, of a stack that created its Messaging Service: what its configuration says of it stays. */
export function withOwnService(finding: Held, isRecorded: IsRecorded): Held {
  if (!isRecorded(ownService) || finding.configuration["twilioMessagingServiceSid"] === undefined)
    return finding;
  const configuration = Object.fromEntries(
    Object.entries(finding.configuration).filter(([key]) => !originKeys.includes(key)),
  );
  const shown = finding.shown.map((one) =>
    one.key === "twilioMessagingServiceSid"
      ? { ...one, key: "twilioMessaging.service", already: "created by this stack" }
      : one,
  );
  return { ...finding, configuration, shown };
}

function twilioFault({ sid = "", from, messagingServiceSid, authToken }: FoundProvider): string | undefined {
  if (!isTwilioAccountSid(sid)) return "its account SID is not AC and 32 hex digits";
  if (authToken?.length === 0) return "it has no Auth Token";
  if (from !== undefined && messagingServiceSid !== undefined)
    return "it has both a number and a Messaging Service";
  if (from !== undefined) return senderFault(from);
  if (messagingServiceSid === undefined) return "it has neither a number nor a Messaging Service";
  return isMessagingServiceSid(messagingServiceSid)
    ? undefined
    : "its Messaging Service is not MG and 32 hex digits";
}

/** Auth0 accepts any sender that Twilio takes; a stack accepts only a number. */
function senderFault(from: string): string | undefined {
  const fault = numberFault(from);
  if (fault === undefined) return undefined;
  const way =
    "; add it to a Messaging Service in Twilio's console, use that service in Auth0, and run adopt again";
  return `its sender ID ${fault.what}${isOtherSender(fault) ? way : ""}`;
}
