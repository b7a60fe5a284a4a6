import type { Channel } from "../mfa/authenticators.ts";

/** What was done for a second factor in one sign-in. */
export interface SecondFactor {
  method: Channel | "recovery-code";
  /** Who sent the code, as the tenant's state had it: `twilio`, or an Action's name. */
  sender: string | undefined;
}

/** What a session or a grant rests on. */
export interface Authentication {
  /** The mark of the password then; a later password ends what rests on it. */
  passwordMark: string;
  /** Only for the grant of the sign-in in which it was done. */
  secondFactor?: SecondFactor | undefined;
}

/** So many are remembered; the oldest go first. Far more than live sessions and grants in any run. */
const kept = 100_000;

/** Remembers, by session and by grant, what each rests on. */
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
