import type { Channel } from "../mfa/authenticators.ts";

/** The second factor of one sign-in. */
export interface SecondFactor {
  method: Channel | "recovery-code";
  /** The sender of the code, from the tenant's state: `twilio`, or an Action's name. */
  sender: string | undefined;
}

/** The authentication behind a session or a grant. */
export interface Authentication {
  /** The password's fingerprint at that time; a new password invalidates the session or grant. */
  passwordMark: string;
  /** Only for the grant of the sign-in that did it. */
  secondFactor?: SecondFactor | undefined;
}

/**
 * The maximum number that is kept; the oldest are dropped first. Much more than the live sessions and grants
 * of any run.
 */
const kept = 100_000;

/** Stores the authentication behind each session and grant. */
export class Authentications {
  readonly #known = new Map<string, Authentication>();

  /** @param id a session's uid or a grant's id */
  note(id: string, authentication: Authentication): void {
    this.#known.delete(id);
    this.#known.set(id, authentication);
    const oldest = this.#known.keys().next().value;
    if (this.#known.size > kept && oldest !== undefined) this.#known.delete(oldest);
  }

  find(id: string | undefined): Authentication | undefined {
    return id === undefined ? undefined : this.#known.get(id);
  }

  clear(): void {
    this.#known.clear();
  }
}
