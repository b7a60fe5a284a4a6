import { unwrapped } from "../../mfa/pasted.ts";

/** `AC` and 32 hex digits. */
export const isTwilioAccountSid = (text: string): boolean => isSid("AC", text);

/** `MG` and 32 hex digits. */
export const isMessagingServiceSid = (text: string): boolean => isSid("MG", text);

const isSid = (kind: string, text: string): boolean =>
  text.startsWith(kind) && /^..[0-9a-f]{32}$/i.test(text);

/** Corrects a SID of this kind that was written in another case, or with quotes or spaces around it. */
export function sidMeant(kind: string, text: string): string | undefined {
  const given = unwrapped(text);
  const sid = kind + given.slice(2);
  return sid !== text && sid.toUpperCase() === given.toUpperCase() && isSid(kind, sid) ? sid : undefined;
}
