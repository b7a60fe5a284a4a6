import { authenticatorsOf } from "../mfa/authenticators.ts";
import type { Channel } from "../mfa/authenticators.ts";
import { standingOf } from "../mfa/browsers.ts";
import { acceptChallenge } from "../mfa/passedChallenge.ts";
import { channelsOf, decideMfa } from "../mfa/policy.ts";
import type { MfaDecision } from "../mfa/policy.ts";
import { keepRecoveryCode, newRecoveryCode } from "../mfa/recoveryCodes.ts";
import type { SecondFactor } from "../oidc/authentications.ts";
import type { UserRecord } from "../state/tenantState.ts";
import type { SignInServices } from "./services.ts";
import type { Fault } from "./texts.ts";
import type { Transaction } from "./transactions.ts";

/** A checkbox that remembers a browser for at most this long. */
export interface RememberChoice {
  isChecked: boolean;
  seconds: number;
}

/** The steps of one sign-in's second factor, without HTML. */
export class SecondFactorSteps {
  readonly #services: SignInServices;

  constructor(services: SignInServices) {
    this.#services = services;
  }

  /** What the tenant requires from the user in this browser, now. */
  decide(user: UserRecord, browserCookie: string | undefined): MfaDecision {
    const { tenant } = this.#services;
    return decideMfa(tenant.state, user, standingOf(tenant.state, user, browserCookie, tenant.now()));
  }

  /** Sends a code to the phone that is being enrolled; a user who already has a phone gets the code there. */
  async enroll(
    transaction: Transaction,
    user: UserRecord,
    number: string,
    asked: Channel,
  ): Promise<Fault | undefined> {
    if (this.#isEnrolled(user)) return this.challenge(transaction, user);
    const channel = this.#allowed(asked);
    transaction.progress.phone = { number, channel };
    return this.#send(transaction, user, number, channel);
  }

  /** Sends a code to the user's own phone, by the delivery method chosen at enrollment or now. */
  async challenge(transaction: Transaction, user: UserRecord, asked?: Channel): Promise<Fault | undefined> {
    const phone = authenticatorsOf(this.#services.tenant.state, user.user_id)[0];
    if (phone === undefined) return "no-transaction-in-progress";
    const channel = this.#allowed(asked ?? phone.channel);
    transaction.progress.phone = { number: phone.phone_number, channel };
    return this.#send(transaction, user, phone.phone_number, channel);
  }

  /** Sends a code again, to the number of the last one. */
  async resend(transaction: Transaction, user: UserRecord, asked?: Channel): Promise<Fault | undefined> {
    const { phone } = transaction.progress;
    if (phone === undefined) return "no-transaction-in-progress";
    return this.#isEnrolled(user)
      ? this.challenge(transaction, user, asked ?? phone.channel)
      : this.enroll(transaction, user, phone.number, asked ?? phone.channel);
  }

  async #send(
    transaction: Transaction,
    user: UserRecord,
    number: string,
    channel: Channel,
  ): Promise<Fault | undefined> {
    const { id, context } = transaction;
    const purpose = this.#isEnrolled(user) ? "authentication" : "enrollment";
    const sent = await this.#services.challenges.start({
      transaction: id,
      user,
      number,
      channel,
      purpose,
      context,
    });
    if (!("fault" in sent)) return undefined;
    return sent.fault === "too-many-sms" ? sent.fault : `send-${channel}-failed`;
  }

  #isEnrolled(user: UserRecord): boolean {
    return authenticatorsOf(this.#services.tenant.state, user.user_id).length > 0;
  }

  #allowed(asked: Channel): Channel {
    const channels = channelsOf(this.#services.tenant.state);
    return channels.includes(asked) ? asked : (channels[0] ?? "sms");
  }

  /** Checks a code; a correct code of an enrollment makes the phone the user's. */
  async check(
    transaction: Transaction,
    user: UserRecord,
    typed: unknown,
  ): Promise<{ secondFactor: SecondFactor } | { fault: Fault }> {
    const { challenges } = this.#services;
    const { context } = transaction;
    if (typed === "") return { fault: "no-code" };
    const checked = challenges.check(transaction.id, user, typed, context);
    if ("fault" in checked) {
      return {
        fault: checked.fault === "transaction-not-found" ? "no-transaction-in-progress" : checked.fault,
      };
    }
    const { passed } = checked;
    const isEnrollment = passed.purpose === "enrollment";
    if (!(await acceptChallenge(this.#services, passed, user, context)))
      return { fault: "transaction-not-found" };
    if (isEnrollment) transaction.progress.enrolled = true;
    return { secondFactor: { method: passed.channel, sender: passed.sender } };
  }

  /** A recovery code for a user who has just enrolled or used one up, if that factor is on. */
  async newRecoveryCode(transaction: Transaction, user: UserRecord): Promise<void> {
    const { tenant } = this.#services;
    if (tenant.state.guardian.factors["recovery-code"] !== true) return;
    transaction.progress.recoveryCode = newRecoveryCode();
    keepRecoveryCode(tenant.state, user.user_id, transaction.progress.recoveryCode, tenant.now());
    await tenant.save();
  }

  /** The number of digits of the last code, or of the next one. */
  digitsOf({ id }: Transaction): number {
    const { challenges, tenant } = this.#services;
    return challenges.find(id)?.otp.length ?? tenant.state.guardian.otp.phone.otp_length;
  }

  /**
   * The checkbox "Remember this device", if the tenant's policy gives it a meaning and the tenant shows it.
   */
  rememberChoice({ rememberBrowser }: Transaction): RememberChoice | undefined {
    const { policies, prompt } = this.#services.tenant.state.guardian;
    if (!policies.includes("all-applications") || !prompt.display_remember_me_checkbox) return undefined;
    return {
      isChecked: rememberBrowser ?? prompt.remember_me_default_value,
      seconds: prompt.mfa_session_overall_timeout,
    };
  }

  /** Whether the user could sign in with a recovery code. */
  offersRecovery(user: UserRecord): boolean {
    const { state } = this.#services.tenant;
    return (
      state.guardian.factors["recovery-code"] === true &&
      state.recoveryCodes.some((each) => each.user_id === user.user_id)
    );
  }
}
