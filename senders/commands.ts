import type { SenderName } from "./index.ts";
import { plivoInCommands } from "./plivo/commands.ts";
import type { SenderInCommands } from "./SenderInCommands.ts";
import { twilioInCommands } from "./twilio/commands.ts";

/** The senders that there are, as commands need to know them. */
export const sendersInCommands: Readonly<Record<SenderName, SenderInCommands>> = {
  twilio: twilioInCommands,
  plivo: plivoInCommands,
};
