/** `AC` and 32 hex digits. */
export const isTwilioAccountSid = (text: string): boolean => /^AC[0-9a-f]{32}$/i.test(text);

/** `MG` and 32 hex digits. */
export const isMessagingServiceSid = (text: string): boolean => /^MG[0-9a-f]{32}$/i.test(text);
