import { addExistingService, existingService } from "../../../support/tenant/messagingService.ts";
import type { ReviewCase } from "./ReviewCase.ts";

/** Twilio's messages come from an existing Messaging Service instead of a number. */
export const moveToExistingService: NonNullable<ReviewCase["setFrom"]> = async ({ description }) => {
  await addExistingService(description, { numbers: [description.twilio.from] });
  return { twilioFrom: undefined, twilioMessagingServiceSid: existingService };
};
