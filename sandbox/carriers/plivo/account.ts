import { isAuthorized } from "../basicAuth.ts";
import { Records } from "../records.ts";
import { newPlivoSettings } from "../settings.ts";
import type { PlivoSettings } from "../settings.ts";

export interface PlivoCredentials {
  /** `MA` and 18 more. */
  authId: string;
  authToken: string;
  /** The account's first number, E.164. */
  from: string;
}

export interface MessageRecord {
  uuid: string;
  at: Date;
  /** E.164, like `to`; Plivo shows both without the plus sign. */
  from: string;
  to: string;
  text: string;
  powerpackId: string | null;
  /** Why it did not arrive: Plivo's code and text. */
  failure: { code: string; message: string } | null;
}

/** One Plivo account: its settings, and what it sent. */
export class PlivoAccount {
  readonly authId: string;
  /** When the account got its numbers. */
  readonly openedAt: Date;
  readonly #credentials: PlivoCredentials;
  settings: PlivoSettings;
  readonly messages = new Records<MessageRecord>();

  constructor(credentials: PlivoCredentials, openedAt: Date) {
    this.#credentials = credentials;
    this.openedAt = openedAt;
    this.authId = credentials.authId;
    this.settings = newPlivoSettings(credentials.from);
  }

  isAuthorized(header: string | null): boolean {
    const { authId: user, authToken: password } = this.#credentials;
    return isAuthorized(header, { user, password });
  }

  reset(): void {
    this.settings = newPlivoSettings(this.#credentials.from);
    this.messages.clear();
  }
}
