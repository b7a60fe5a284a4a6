import type { SenderInCommands } from "../SenderInCommands.ts";
import { readAccount } from "./account.ts";
import { findTwilio, withOwnService } from "./adopt.ts";
import { checkTwilio } from "./doctor.ts";
import { localTwilio } from "./local.ts";
import { twilioKinds } from "./review.ts";

export const twilioInCommands: SenderInCommands = {
  checkAccount: async (settings, { delivery, messagingServiceSid, at, transport }) => {
    if (settings.kind !== "twilio") return [];
    // The stack's own service is known after an `up` has created it.
    const service = settings.messagingServiceSid ?? (settings.messaging && messagingServiceSid);
    return checkTwilio(delivery, settings, await readAccount(settings, service, at, transport));
  },
  adopt: findTwilio,
  adoptOwned: withOwnService,
  kinds: twilioKinds,
  local: localTwilio,
};
