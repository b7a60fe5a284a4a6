import type { Inbox } from "../../../sandbox/inbox/inbox.ts";

type Recorded = Parameters<Inbox["record"]>[0];

/** A delivered text message, with some members set by the test. */
export function sms(changes: Partial<Recorded> = {}): Recorded {
  return {
    at: "2026-01-02T03:04:05.000Z",
    carrier: "twilio",
    channel: "sms",
    from: "+14152000000",
    to: "+14155550123",
    text: "123456 is your code",
    status: "delivered",
    error: null,
    ...changes,
  };
}
