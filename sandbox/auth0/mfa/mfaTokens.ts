import { newSecret } from "../ids.ts";
import type { SignInContext } from "./phoneMessage.ts";
import type { GivenPassword } from "./credentials.ts";
import type { Channel } from "./authenticators.ts";

const lifetimeMs = 10 * 60_000;

/** What an `mfa_token` stands for: a user who gave the right password and has still to do a second factor. */
export interface MfaSession extends GivenPassword {
  token: string;
  clientId: string;
  scope: string | undefined;
  audience: string | undefined;
  context: SignInContext;
  expiresAt: Date;
  /** The open code's id and where it went. */
  /** Shown with the enrollment, kept once the phone is proved. */
  recoveryCode?: string;
  oob?: { code: string; number: string; channel: Channel };
}

/** The MFA API's tokens. One lives ten minutes and ends with the tokens it is exchanged for. */
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
