import { isOtherSender, numberFault } from "../../mfa/phoneNumbers.ts";
import type { Problem } from "../../configuration/problems.ts";
import { set } from "../../configuration/problems.ts";
import { own, readText } from "../../configuration/source.ts";
import type { Source } from "../../configuration/source.ts";
import { isReported, numberMeant, said, unknownNumber } from "../../configuration/values.ts";
import { isMessagingServiceSid, sidMeant } from "./identifiers.ts";
import { isMessagingWanted } from "./messaging.ts";

/** The existing number or Messaging Service that messages come from. */
export interface Origin {
  from?: string;
  messagingServiceSid?: string;
}

const [fromKey, serviceKey] = ["twilioFrom", "twilioMessagingServiceSid"];

/**
 * Reads the number or the Messaging Service that messages come from. Auth0 accepts either. Twilio's other
 * senders, short codes and alphanumeric ones, need a Messaging Service
 * [customize/phone-messages/configure-phone-messaging-providers/configure-twilio-as-a-phone-messaging-provider].
 */
export function readOrigin(source: Source, problems: Problem[]): Origin {
  const from = readText(source, fromKey, problems, numberMeant);
  const messagingServiceSid = readText(source, serviceKey, problems);
  const misplaced = isReported(fromKey, problems) ? undefined : misplacedIn(from, messagingServiceSid);
  // Further problems are reported once this one is fixed.
  if (misplaced) problems.push(misplaced);
  else
    problems.push(
      ...(isReported(fromKey, problems) ? [] : fromProblems(from)),
      ...serviceProblems(messagingServiceSid),
      ...oneOrigin(source),
    );
  return {
    ...(from !== undefined && { from }),
    ...(messagingServiceSid !== undefined && { messagingServiceSid }),
  };
}

/** Finds a value under the other value's key. If both are wrong, the number stays. */
function misplacedIn(from: string | undefined, service: string | undefined): Problem | undefined {
  const number = service === undefined ? undefined : numberIn(service);
  const sid = from === undefined || isMessagingServiceSid(from) ? from : sidMeant("MG", from);
  if (number !== undefined)
    return {
      key: serviceKey,
      what: `is a phone number, which belongs in ${fromKey}`,
      fix: [...(from === undefined || sid !== undefined ? [set(fromKey, number)] : []), `rm ${serviceKey}`],
    };
  if (sid === undefined) return undefined;
  return {
    key: fromKey,
    what: `is a Messaging Service's SID, which belongs in ${serviceKey}`,
    fix: [...(service === undefined ? [set(serviceKey, sid)] : []), `rm ${fromKey}`],
  };
}

function numberIn(text: string): string | undefined {
  const fault = numberFault(text);
  return fault === undefined ? text : fault.better;
}

function fromProblems(from: string | undefined): Problem[] {
  if (from === undefined) return [];
  const fault = numberFault(from);
  if (fault === undefined) return [];
  if (!isOtherSender(fault))
    return [{ key: fromKey, what: said(fault, from), fix: set(fromKey, fault.better ?? unknownNumber) }];
  const way =
    ", but Auth0 accepts only a phone number here. To send from it, add it to a Messaging Service in Twilio's console";
  return [{ key: fromKey, what: said(fault, from, way), fix: [set(serviceKey, "MG…"), `rm ${fromKey}`] }];
}

function serviceProblems(sid: string | undefined): Problem[] {
  if (sid === undefined || isMessagingServiceSid(sid)) return [];
  const fix = set(serviceKey, sidMeant("MG", sid) ?? "MG…");
  return [{ key: serviceKey, what: "must be MG and 32 hex digits", fix }];
}

/** Auth0 accepts one origin of messages: the first that is set excludes the others. */
function oneOrigin(source: Source): Problem[] {
  const isWanted = isMessagingWanted(source);
  const [first, ...others] = [
    ...[fromKey, serviceKey].filter((key) => own(source, key) !== undefined),
    ...(isWanted === true ? ["twilioMessaging"] : []),
  ];
  if (first === undefined) {
    if (isWanted === undefined) return [];
    const what = `is missing, and so are ${serviceKey} and twilioMessaging.service; one of the three is needed`;
    return [{ key: fromKey, what, fix: set(fromKey, unknownNumber) }];
  }
  return others.map((other) => ({
    key: first,
    what: `can't be combined with ${other}; remove one of them`,
    fix: `rm ${other}`,
  }));
}
