import { createHash } from "node:crypto";
import { isAuthorized } from "../basicAuth.ts";
import { Records } from "../records.ts";
import { newTwilioSettings } from "../settings.ts";
import type { TwilioSettings } from "../settings.ts";

export interface TwilioCredentials {
  /** `AC` and 32 hex digits. */
  accountSid: string;
  authToken: string;
  /** The account's first number, E.164. */
  from: string;
}

export interface MessageRecord {
  sid: string;
  at: Date;
  from: string;
  to: string;
  body: string;
  messagingServiceSid: string | null;
}

export interface CallRecord {
  sid: string;
  at: Date;
  from: string;
  to: string;
  /** What is said to who answers. */
  text: string;
}

/** One Twilio account: its settings, and what it sent. */
export class TwilioAccount {
  readonly accountSid: string;
  readonly #credentials: TwilioCredentials;
  settings: TwilioSettings;
  readonly messages = new Records<MessageRecord>();
  readonly calls = new Records<CallRecord>();

  constructor(credentials: TwilioCredentials) {
    this.#credentials = credentials;
    this.accountSid = credentials.accountSid;
    this.settings = newTwilioSettings(credentials.from);
  }

  isAuthorized(header: string | null): boolean {
    const { accountSid: user, authToken: password } = this.#credentials;
    return isAuthorized(header, { user, password });
  }

  reset(): void {
    this.settings = newTwilioSettings(this.#credentials.from);
    this.messages.clear();
    this.calls.clear();
  }
}

/** The SID of one of the account's numbers: the same each time. */
export const phoneNumberSid = (number: string): string =>
  `PN${createHash("md5").update(number).digest("hex")}`;
