import type { SenderName } from "./index.ts";
import { plivoInCommands } from "./plivo/commands.ts";
import type { SenderInCommands } from "./SenderInCommands.ts";
import { twilioInCommands } from "./twilio/commands.ts";

/** All senders, as commands need them. */
export const sendersInCommands: Readonly<Record<SenderName, SenderInCommands>> = {
  twilio: twilioInCommands,
  plivo: plivoInCommands,
};
