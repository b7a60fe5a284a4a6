import type { SenderInCommands } from "../SenderInCommands.ts";
import { readAccount } from "./account.ts";
import { findTwilio, withOwnService } from "./adopt.ts";
import { checkTwilio } from "./doctor.ts";
import { localTwilio } from "./local.ts";
import { twilioKinds } from "./review.ts";

export const twilioInCommands: SenderInCommands = {
  checkAccount: async (settings, { delivery, messagingServiceSid, attachedNumbers, at, transport }) => {
    if (settings.kind !== "twilio") return [];
    // The stack's own service is known after an `up` has created it.
    const sid = settings.messagingServiceSid ?? (settings.messaging && messagingServiceSid);
    const { numbers = [], buyNumbers = [] } = settings.messaging ?? {};
    const newNumbers = [...numbers, ...buyNumbers].filter((number) => !attachedNumbers.includes(number));
    const facts = await readAccount(settings, { sid, newNumbers }, at, transport);
    return checkTwilio(delivery, settings, facts);
  },
  adopt: findTwilio,
  adoptOwned: withOwnService,
  kinds: twilioKinds,
  local: localTwilio,
};
