import type { Inbox, InboxMessage } from "../inbox/inbox.ts";

type Sent = Pick<InboxMessage, "at" | "carrier" | "channel" | "from" | "to" | "text">;

/** Twice the maximum length of either carrier's messages. */
const maxText = 3200;
const maxNumber = 64;

/**
 * Stores a rejected message. A message without a recipient is not stored. Others may be of any length and are
 * truncated.
 */
export function recordFailed(inbox: Inbox, sent: Sent, error: { code: string; message: string }): void {
  if (sent.to === "") return;
  inbox.record({
    ...sent,
    from: sent.from.slice(0, maxNumber),
    to: sent.to.slice(0, maxNumber),
    text: sent.text.slice(0, maxText),
    status: "failed",
    error,
  });
}
