import { createHash, timingSafeEqual } from "node:crypto";
import { newSecret } from "../ids.ts";
import type { SignInContext } from "../mfa/phoneMessage.ts";
import type { Channel } from "../mfa/authenticators.ts";
import { passwordMark } from "../mfa/credentials.ts";
import type { GivenPassword } from "../mfa/credentials.ts";
import type { SecondFactor } from "../oidc/authentications.ts";
import type { UserRecord } from "../state/tenantState.ts";
import type { Fault } from "./texts.ts";

const minute = 60_000;
/**
 * At most five minutes between the factors [secure/multi-factor-authentication], or as long as the tenant's
 * codes are valid.
 */
const secondFactorMs = 5 * minute;
const signInMs = 60 * minute;

export interface Progress {
  /** The number before it is verified. */
  phone?: { number: string; channel: Channel };
  /** Whether a phone was enrolled in this sign-in. */
  enrolled?: boolean;
  /** Shown once; kept until the user confirms that they saved it. */
  recoveryCode?: string;
  /** Set once the second factor is done. */
  secondFactor?: SecondFactor;
}

/**
 * One sign-in between its first page and its end, with what the user has proved so far. It never leaves the
 * server.
 */
export interface Transaction {
  /** The `state` in each page's URL; also the id of oidc-provider's interaction. */
  id: string;
  /** The hash of the cookie of the browser that started it. */
  browser: string;
  origin: string;
  context: SignInContext;
  /** What the application requested. */
  asked: {
    loginHint: string;
    screenHint: string;
    connection: string | undefined;
    wantsOfflineAccess: boolean;
  };
  expiresAt: Date;
  /** The user's password, after it was verified. */
  given?: GivenPassword | undefined;
  /** The deadline for the second factor. */
  secondFactorBy?: Date | undefined;
  /** What the user did for the second factor since the password. */
  progress: Progress;
  /** ISO 3166 alpha-2. */
  country: string;
  /** The number as typed, to show it again. */
  typedPhone: string;
  /** The checkbox as the user sent it; before that, the tenant's default. */
  rememberBrowser?: boolean | undefined;
  /** The message for the next page. */
  flash?: Fault | undefined;
}

/** Sign-ins in progress, each bound to the browser that started it: the URL alone gives no access. */
export class Transactions {
  readonly #now: () => Date;
  readonly #codeLifetime: () => number;
  readonly #open = new Map<string, Transaction>();

  /** @param codeLifetime the lifetime of a code in seconds */
  constructor(now: () => Date, codeLifetime: () => number) {
    this.#now = now;
    this.#codeLifetime = codeLifetime;
  }

  begin(
    begun: Pick<Transaction, "id" | "origin" | "context" | "asked"> & { browserCookie: string },
  ): Transaction {
    const { browserCookie, ...rest } = begun;
    this.#sweep();
    const transaction: Transaction = {
      ...rest,
      browser: digest(browserCookie),
      expiresAt: new Date(this.#now().getTime() + signInMs),
      progress: {},
      country: "US",
      typedPhone: "",
    };
    this.#open.set(transaction.id, transaction);
    return transaction;
  }

  /** The sign-in with that id, only for the browser that started it. */
  find(id: string | undefined, browserCookie: string | undefined): Transaction | undefined {
    const transaction = this.#open.get(id ?? "");
    if (transaction === undefined || browserCookie === undefined) return undefined;
    if (!timingSafeEqual(Buffer.from(transaction.browser), Buffer.from(digest(browserCookie))))
      return undefined;
    return this.#now() < transaction.expiresAt ? transaction : undefined;
  }

  /**
   * Ends the sign-in of an oidc-provider interaction, whose resumption has its own bound cookie, and returns
   * what was requested.
   */
  endOf(id: string | undefined): Transaction["asked"] | undefined {
    const transaction = this.#open.get(id ?? "");
    if (transaction !== undefined) this.end(transaction);
    return transaction?.asked;
  }

  /** The password was correct: the time limit for the second factor starts. */
  passed(transaction: Transaction, user: UserRecord): void {
    transaction.given = { userId: user.user_id, passwordMark: passwordMark(user) };
    const left = Math.max(secondFactorMs, this.#codeLifetime() * 1000);
    transaction.secondFactorBy = new Date(this.#now().getTime() + left);
    transaction.progress = {};
  }

  /** Back to before the password. */
  forgetUser(transaction: Transaction): void {
    transaction.progress = {};
    transaction.given = undefined;
    transaction.secondFactorBy = undefined;
  }

  /** True when the user took too long for the second factor. */
  isTooLate({ secondFactorBy }: Transaction): boolean {
    return secondFactorBy !== undefined && this.#now() >= secondFactorBy;
  }

  end(transaction: Transaction): void {
    this.#open.delete(transaction.id);
  }

  clear(): void {
    this.#open.clear();
  }

  /** They are ordered by their start: the expired ones are first. */
  #sweep(): void {
    for (const [id, { expiresAt }] of this.#open) {
      if (this.#now() < expiresAt) return;
      this.#open.delete(id);
    }
  }
}

/** A cookie for a browser without one. */
export const newBrowserCookie = (): string => newSecret.token(43);

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
