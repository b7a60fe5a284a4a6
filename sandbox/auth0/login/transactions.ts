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
 * At most five minutes between the factors [secure/multi-factor-authentication], or as long as the tenant lets
 * a code live.
 */
const secondFactorMs = 5 * minute;
const signInMs = 60 * minute;

export interface Progress {
  /** The number under way, before it is proved. */
  phone?: { number: string; channel: Channel };
  /** A phone was enrolled in this sign-in. */
  enrolled?: boolean;
  /** Shown once; held until the user confirms to have kept it. */
  recoveryCode?: string;
  /** Set once the second factor is done. */
  secondFactor?: SecondFactor;
}

/**
 * One sign-in between its first page and its end: what the user has shown so far. Never leaves the server.
 */
export interface Transaction {
  /** In each page's address as `state`; also the id of oidc-provider's interaction. */
  id: string;
  /** Hash of the cookie of the browser that began it. */
  browser: string;
  origin: string;
  context: SignInContext;
  /** What the application asked for. */
  asked: {
    loginHint: string;
    screenHint: string;
    connection: string | undefined;
    wantsOfflineAccess: boolean;
  };
  expiresAt: Date;
  /** The user's password, once it was right. */
  given?: GivenPassword | undefined;
  /** Until when the second factor must be done. */
  secondFactorBy?: Date | undefined;
  /** What the user did for the second factor since the password. */
  progress: Progress;
  /** ISO 3166 alpha-2. */
  country: string;
  /** The number as typed, for the page to show again. */
  typedPhone: string;
  /** The box as the user sent it; until then it shows the tenant's default. */
  rememberBrowser?: boolean | undefined;
  /** What the next page is to say. */
  flash?: Fault | undefined;
}

/** Sign-ins under way, each bound to the browser that began it: its address alone opens nothing. */
export class Transactions {
  readonly #now: () => Date;
  readonly #codeLifetime: () => number;
  readonly #open = new Map<string, Transaction>();

  /** @param codeLifetime how many seconds a code is good for */
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

  /** The sign-in of that id, for the browser that began it only. */
  find(id: string | undefined, browserCookie: string | undefined): Transaction | undefined {
    const transaction = this.#open.get(id ?? "");
    if (transaction === undefined || browserCookie === undefined) return undefined;
    if (!timingSafeEqual(Buffer.from(transaction.browser), Buffer.from(digest(browserCookie))))
      return undefined;
    return this.#now() < transaction.expiresAt ? transaction : undefined;
  }

  /**
   * Ends the one of oidc-provider's interaction, whose resumption has a bound cookie of its own, and says
   * what was asked.
   */
  endOf(id: string | undefined): Transaction["asked"] | undefined {
    const transaction = this.#open.get(id ?? "");
    if (transaction !== undefined) this.end(transaction);
    return transaction?.asked;
  }

  /** The password was right: the minutes for the second factor begin. */
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

  /** They are in order of their beginning: the expired ones are at the front. */
  #sweep(): void {
    for (const [id, { expiresAt }] of this.#open) {
      if (this.#now() < expiresAt) return;
      this.#open.delete(id);
    }
  }
}

/** A cookie for a browser that has none yet. */
export const newBrowserCookie = (): string => newSecret.token(43);

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
