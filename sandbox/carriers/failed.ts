import type { Inbox, InboxMessage } from "../inbox/inbox.ts";

type Sent = Pick<InboxMessage, "at" | "carrier" | "channel" | "from" | "to" | "text">;

/** Twice what either carrier takes in one message. */
const maxText = 3200;
const maxNumber = 64;

/**
 * Keeps what a carrier refused. One that names no recipient went nowhere. Others may be of any length: they
 * are cut.
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
