import { newSecret } from "../ids.ts";
import type { SignInContext } from "./phoneMessage.ts";
import type { GivenPassword } from "./credentials.ts";
import type { Channel } from "./authenticators.ts";

const lifetimeMs = 10 * 60_000;

/** What an `mfa_token` represents: a user who gave the correct password and still needs a second factor. */
export interface MfaSession extends GivenPassword {
  token: string;
  clientId: string;
  scope: string | undefined;
  audience: string | undefined;
  context: SignInContext;
  expiresAt: Date;
  /** The id and destination of the open code. */
  /** Shown with the enrollment, stored when the phone is verified. */
  recoveryCode?: string;
  oob?: { code: string; number: string; channel: Channel };
}

/** The MFA API's tokens. A token is valid for ten minutes, until it is exchanged for tokens. */
export class MfaTokens {
  readonly #now: () => Date;
  readonly #open = new Map<string, MfaSession>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  issue(session: Omit<MfaSession, "token" | "expiresAt">): MfaSession {
    this.#sweep();
    const issued = {
      ...session,
      token: newSecret.token(64),
      expiresAt: new Date(this.#now().getTime() + lifetimeMs),
    };
    this.#open.set(issued.token, issued);
    return issued;
  }

  /** The session, or why there is none. */
  find(token: string | undefined): { session: MfaSession } | { fault: "invalid_token" | "expired_token" } {
    const session = this.#open.get(token ?? "");
    if (session === undefined) return { fault: "invalid_token" };
    return this.#now() < session.expiresAt ? { session } : { fault: "expired_token" };
  }

  end(session: MfaSession): void {
    this.#open.delete(session.token);
  }

  clear(): void {
    this.#open.clear();
  }

  #sweep(): void {
    for (const [token, { expiresAt }] of this.#open) {
      if (this.#now().getTime() < expiresAt.getTime() + lifetimeMs) return;
      this.#open.delete(token);
    }
  }
}
