import { randomBytes } from "node:crypto";
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
  /** Each of them is accepted. */
  #tokens: readonly string[];
  settings: PlivoSettings;
  readonly messages = new Records<MessageRecord>();

  constructor(credentials: PlivoCredentials, openedAt: Date) {
    this.#credentials = credentials;
    this.#tokens = [credentials.authToken];
    this.openedAt = openedAt;
    this.authId = credentials.authId;
    this.settings = newPlivoSettings(credentials.from);
  }

  isAuthorized(header: string | null): boolean {
    return this.#tokens.some((password) => isAuthorized(header, { user: this.authId, password }));
  }

  /**
   * Generates a token, as the console does. The old ones stay valid unless they are revoked
   * [plivo.com/docs/faq/account/account-management].
   */
  generateToken({ revokeOld }: { revokeOld: boolean }): string {
    const token = randomBytes(20).toString("hex");
    this.#tokens = revokeOld ? [token] : [...this.#tokens, token];
    return token;
  }

  reset(): void {
    this.settings = newPlivoSettings(this.#credentials.from);
    this.#tokens = [this.#credentials.authToken];
    this.messages.clear();
  }
}
