import { createHash } from "node:crypto";
import { isAuthorized } from "../basicAuth.ts";
import { Records } from "../records.ts";
import { newTwilioSettings } from "../settings.ts";
import type { TwilioSettings } from "../settings.ts";
import type { ApiKey } from "./keys.ts";

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
  /** The text spoken to the person who answers. */
  text: string;
}

/** One Twilio account: its settings, its API keys, and what it sent. */
export class TwilioAccount {
  readonly accountSid: string;
  /** The date of everything that it has had from the start. */
  readonly openedAt: Date;
  readonly #credentials: TwilioCredentials;
  settings: TwilioSettings;
  readonly messages = new Records<MessageRecord>();
  readonly calls = new Records<CallRecord>();
  /** The token to rotate to: it works in addition to the first. */
  secondaryToken: string | undefined;
  readonly keys = new Records<ApiKey>(1000);

  constructor(credentials: TwilioCredentials, openedAt: Date) {
    this.#credentials = credentials;
    this.openedAt = openedAt;
    this.accountSid = credentials.accountSid;
    this.settings = newTwilioSettings(credentials.from);
  }

  /** By its token, or by the secondary one if there is one. */
  isAuthorized(header: string | null): boolean {
    const { accountSid: user, authToken } = this.#credentials;
    const tokens = [authToken, ...(this.secondaryToken === undefined ? [] : [this.secondaryToken])];
    return tokens.some((password) => isAuthorized(header, { user, password }));
  }

  /** Makes the secondary token the only one; undefined if there is none. */
  promoteToken(): string | undefined {
    if (this.secondaryToken === undefined) return undefined;
    this.#credentials.authToken = this.secondaryToken;
    this.secondaryToken = undefined;
    return this.#credentials.authToken;
  }

  /** Whether it is one of the account's API keys with its secret. */
  isAuthorizedByKey(header: string | null): boolean {
    return this.keys.list().some(({ sid, secret }) => isAuthorized(header, { user: sid, password: secret }));
  }

  reset(): void {
    this.settings = newTwilioSettings(this.#credentials.from);
    this.messages.clear();
    this.calls.clear();
    this.keys.clear();
    this.secondaryToken = undefined;
  }
}

/** The SID of one of the account's numbers, always the same. */
export const phoneNumberSid = (number: string): string =>
  `PN${createHash("md5").update(number).digest("hex")}`;
