import { newSecret } from "../ids.ts";
import type { TenantLog } from "../logs/tenantLog.ts";
import type { Delivery, PhoneMessage, SignInContext } from "./phoneMessage.ts";
import { subjectOf } from "./phoneMessage.ts";
import type { MessagePurpose } from "./phoneMessage.ts";
import type { OtpSettings } from "../state/guardian.ts";
import type { UserRecord } from "../state/tenantState.ts";
import type { Channel } from "./authenticators.ts";
import { Bucket } from "./bucket.ts";
import { newOtp, opensWith, readOtp, sealOtp } from "./otp.ts";
import type { SealedOtp } from "./otp.ts";

const minute = 60;

export type SendFault = "too-many-sms" | "send-failed";
export type CodeFault =
  "invalid-otp-code-format" | "invalid-code" | "too-many-failures" | "transaction-not-found";

/** A sent code. The code itself is only kept as a salted hash, in memory. */
export interface Challenge {
  /** Unguessable; the MFA API's `oob_code`. */
  id: string;
  /** The sign-in that it belongs to: the code is not valid for another. */
  transaction: string;
  userId: string;
  number: string;
  channel: Channel;
  purpose: MessagePurpose;
  otp: SealedOtp;
  /** Who sent it. */
  sender: string;
  expiresAt: Date;
}

export interface ChallengeRequest {
  transaction: string;
  user: UserRecord;
  number: string;
  channel: Channel;
  purpose: MessagePurpose;
  context: SignInContext;
}

/**
 * Sends codes and checks them. Limits belong to the user, not to the sign-in, so opening many sign-ins gains
 * nothing: ten messages, one back an hour; ten wrong codes, one back each six minutes
 * [troubleshoot/customer-support/operational-policies/rate-limit-policy].
 */
export class Challenges {
  readonly #now: () => Date;
  readonly #log: TenantLog;
  readonly #send: (message: PhoneMessage) => Promise<Delivery>;
  readonly #settings: () => OtpSettings;
  /** One code per sign-in. */
  readonly #open = new Map<string, Challenge>();
  readonly #messagesOfUser: Bucket;
  readonly #messagesToNumber: Bucket;
  readonly #failures: Bucket;

  constructor(
    now: () => Date,
    log: TenantLog,
    send: (message: PhoneMessage) => Promise<Delivery>,
    settings: () => OtpSettings,
  ) {
    this.#settings = settings;
    this.#now = now;
    this.#log = log;
    this.#send = send;
    this.#messagesOfUser = new Bucket(10, 60 * minute, now);
    // A number that several accounts share may receive twice as many, so that no account can flood another
    // one's phone.
    this.#messagesToNumber = new Bucket(20, 30 * minute, now);
    this.#failures = new Bucket(10, 6 * minute, now);
  }

  /**
   * Sends a new code. An earlier code of the same sign-in becomes invalid: two at once would double the
   * chance of a guess.
   */
  async start(request: ChallengeRequest): Promise<{ challenge: Challenge } | { fault: SendFault }> {
    const { transaction, user, number, channel, purpose, context } = request;
    if (!this.#mayMessage(user, number)) {
      this.#log.write("gd_otp_rate_limit_exceed", subjectOf(context, user));
      return { fault: "too-many-sms" };
    }
    const { otp_length: length, otp_expiration_time: lifetime } = this.#settings();
    const code = newOtp(length);
    const challenge: Challenge = {
      id: newSecret.token(43),
      transaction,
      userId: user.user_id,
      number,
      channel,
      purpose,
      otp: sealOtp(code),
      sender: "",
      expiresAt: new Date(this.#now().getTime() + lifetime * 1000),
    };
    this.#open.set(transaction, challenge);
    this.#log.write(purpose === "enrollment" ? "gd_start_enroll" : "gd_start_auth", subjectOf(context, user));
    const delivery = await this.#send({ user, number, channel, purpose, code, context });
    if (delivery.sent) {
      challenge.sender = delivery.by;
      return { challenge };
    }
    if (this.#open.get(transaction) === challenge) this.#open.delete(transaction);
    return { fault: "send-failed" };
  }

  #mayMessage(user: UserRecord, number: string): boolean {
    if (!this.#messagesOfUser.take(user.user_id)) return false;
    if (this.#messagesToNumber.take(number)) return true;
    this.#messagesOfUser.giveBack(user.user_id);
    return false;
  }

  /** Forgets the open code of a sign-in. */
  cancel(transaction: string): void {
    this.#open.delete(transaction);
  }

  /**
   * Checks the input. Counting and checking are not interrupted, so a thousand concurrent guesses count as a
   * thousand, and a correct code that is sent twenty times at once works once.
   */
  check(
    transaction: string,
    user: UserRecord,
    typed: unknown,
    context: SignInContext,
  ): { passed: Challenge } | { fault: CodeFault } {
    const challenge = this.#open.get(transaction);
    if (challenge?.userId !== user.user_id) return { fault: "transaction-not-found" };
    const code = readOtp(typed, challenge.otp.length);
    // Input that is not a code can't be correct: it is neither compared nor counted.
    if (code === undefined) return { fault: "invalid-otp-code-format" };
    if (!this.#failures.take(user.user_id)) return this.#tooMany(challenge, user, context);
    if (this.#now() >= challenge.expiresAt || !opensWith(challenge.otp, code)) {
      this.#log.write("gd_auth_failed", subjectOf(context, user));
      return { fault: "invalid-code" };
    }
    this.#failures.giveBack(user.user_id);
    this.#open.delete(transaction);
    return { passed: challenge };
  }

  /** The tenth wrong guess invalidates the code, so waiting for one more guess is useless. */
  #tooMany(challenge: Challenge, user: UserRecord, context: SignInContext): { fault: CodeFault } {
    this.#open.delete(challenge.transaction);
    this.#log.write("gd_otp_rate_limit_exceed", subjectOf(context, user), "Too many wrong codes.");
    return { fault: "too-many-failures" };
  }

  /** The open code of a sign-in. */
  find(transaction: string): Challenge | undefined {
    return this.#open.get(transaction);
  }

  clear(): void {
    this.#open.clear();
    for (const bucket of [this.#messagesOfUser, this.#messagesToNumber, this.#failures]) bucket.clear();
  }
}
