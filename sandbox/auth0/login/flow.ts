import type { Context } from "hono";
import type { HttpEnv } from "../edge/httpEnv.ts";
import { subjectOf } from "../mfa/phoneMessage.ts";
import { noteBrowser } from "../mfa/browsers.ts";
import { factorsNotShown } from "../mfa/factors.ts";
import { channelsOf } from "../mfa/policy.ts";
import type { LockOutCause } from "../mfa/policy.ts";
import { holderOf } from "../oidc/accounts.ts";
import type { SecondFactor } from "../oidc/authentications.ts";
import type { OidcProviders } from "../oidc/providers.ts";
import type { UserRecord } from "../state/tenantState.ts";
import { cookieOf, namesOf, sendPage, setDeviceCookie } from "./frames.ts";
import { explainLockOut } from "./lockOut.ts";
import type { SecondFactorFrame } from "./pages/alsoOn.ts";
import { errorPage } from "./pages/errorPage.ts";
import { action } from "./pages/layout.ts";
import type { PageFrame } from "./pages/layout.ts";
import { SecondFactorSteps } from "./secondFactor.ts";
import type { SignInServices } from "./services.ts";
import type { Fault } from "./texts.ts";
import type { Transaction } from "./transactions.ts";

type PageContext = Context<HttpEnv>;

/** A sign-in with a known browser and, from the second page on, a known user. */
export interface Visit {
  c: PageContext;
  transaction: Transaction;
}

export interface UserVisit extends Visit {
  user: UserRecord;
}

/** The flow of a sign-in from page to page, and its end. */
export class SignInFlow {
  readonly services: SignInServices;
  readonly steps: SecondFactorSteps;
  readonly #providers: OidcProviders;

  constructor(services: SignInServices, providers: OidcProviders) {
    this.services = services;
    this.steps = new SecondFactorSteps(services);
    this.#providers = providers;
  }

  /** Runs a page for the sign-in in its URL, if this browser started it. */
  async visit(c: PageContext, show: (visit: Visit) => Promise<Response>): Promise<Response> {
    const origin = this.services.tenant.originOf(c.req.url);
    const transaction = this.services.transactions.find(c.req.query("state"), cookieOf(c, origin, "browser"));
    if (transaction?.origin !== origin) return this.#unknown(c);
    return show({ c, transaction });
  }

  /** The same for pages after the password, within the time limit for the second factor. */
  async visitWithUser(c: PageContext, show: (visit: UserVisit) => Promise<Response>): Promise<Response> {
    return this.visit(c, async ({ transaction }) => {
      const user = holderOf(this.services.tenant, transaction.given);
      if (user === undefined) return this.#toLogin(c, transaction);
      if (this.services.transactions.isTooLate(transaction))
        return this.#startAgain({ c, transaction, user });
      return show({ c, transaction, user });
    });
  }

  /** What pages show besides their own content. */
  frame({ transaction }: Visit, fault?: Fault): PageFrame {
    return { ...namesOf(this.services.tenant, transaction.context.clientId), state: transaction.id, fault };
  }

  /** The same for pages of the second factor. */
  secondFactorFrame(visit: Visit, fault?: Fault): SecondFactorFrame {
    return { ...this.frame(visit, fault), alsoOn: factorsNotShown(this.services.tenant.state) };
  }

  /** After the password, or for a session that lacks its second factor: whatever the tenant requires now. */
  async proceed(visit: UserVisit): Promise<Response> {
    const { c, transaction, user } = visit;
    const decision = this.steps.decide(user, cookieOf(c, transaction.origin, "device"));
    switch (decision.kind) {
      case "not-required":
        return this.#complete(visit, undefined);
      case "impossible":
        return this.#lockedOut(visit, decision.because);
      case "enroll":
        return this.goTo(visit, this.enrollmentScreen());
      case "challenge":
        transaction.flash = await this.steps.challenge(transaction, user);
        return this.goTo(visit, challengeScreen(transaction));
    }
  }

  /** The second factor is done: shows a recovery code if there is one to show, else completes the sign-in. */
  async factorDone(visit: UserVisit, secondFactor: SecondFactor): Promise<Response> {
    const { transaction, user } = visit;
    transaction.progress.secondFactor = secondFactor;
    this.services.challenges.cancel(transaction.id);
    if (transaction.progress.enrolled === true || secondFactor.method === "recovery-code") {
      await this.steps.newRecoveryCode(transaction, user);
    }
    if (transaction.progress.recoveryCode !== undefined)
      return this.goTo(visit, "mfa-recovery-code-enrollment");
    return this.#complete(visit, secondFactor);
  }

  /** The user has saved the recovery code: completes the sign-in, if the second factor was really done. */
  async codeKept(visit: UserVisit): Promise<Response> {
    const { secondFactor } = visit.transaction.progress;
    return secondFactor === undefined ? this.proceed(visit) : this.#complete(visit, secondFactor);
  }

  goTo({ c, transaction }: Visit, screen: string): Response {
    // 303: the browser must not forward the form, which includes the password.
    return c.redirect(action(screen, transaction.id), 303);
  }

  /** The enrollment page for the tenant's delivery methods. */
  enrollmentScreen(): "mfa-sms-enrollment" | "mfa-voice-enrollment" | "mfa-phone-enrollment" {
    const channels = channelsOf(this.services.tenant.state);
    if (channels.length > 1) return "mfa-phone-enrollment";
    return channels[0] === "voice" ? "mfa-voice-enrollment" : "mfa-sms-enrollment";
  }

  async #complete(
    { c, transaction, user }: UserVisit,
    secondFactor: SecondFactor | undefined,
  ): Promise<Response> {
    const { tenant } = this.services;
    const { origin, id } = transaction;
    const interaction = await this.#providers.for(origin).Interaction.find(id);
    if (interaction === undefined) return this.#unknown(c);
    const cookie = cookieOf(c, origin, "device");
    const remember = secondFactor !== undefined && transaction.rememberBrowser === true;
    setDeviceCookie(c, origin, noteBrowser(tenant.state, user, { cookie, remember }, tenant.now()));
    noteLogin(user, transaction, tenant.now());
    await tenant.save();
    interaction.result = {
      login: { accountId: user.user_id, ...(secondFactor === undefined ? {} : { amr: ["mfa"] }) },
      mfa: { secondFactor },
    };
    await interaction.persist();
    return c.redirect(interaction.returnTo, 303);
  }

  /**
   * MFA is required but impossible: what users see if a factor was turned off while the policy requires it.
   */
  async #lockedOut(visit: UserVisit, because: LockOutCause): Promise<Response> {
    const { c, transaction, user } = visit;
    const { tenant, log } = this.services;
    const message = "No MFA factors enabled for enrollment";
    log.write("f", subjectOf(transaction.context, user), message);
    const explanation = explainLockOut(because, factorsNotShown(tenant.state));
    const names = namesOf(tenant, transaction.context.clientId);
    const page = errorPage({ ...names, title: "Oops!, something went wrong", message, explanation });
    return sendPage(c, tenant, page, { status: 403 });
  }

  async #unknown(c: PageContext): Promise<Response> {
    const { tenant } = this.services;
    const page = errorPage({
      ...namesOf(tenant, undefined),
      title: "We couldn't log you in",
      message: "This login has ended or was started in another browser, or your browser blocks cookies.",
      explanation:
        "Go back to the application and log in again. The address of a login works only in the browser that started it.",
    });
    return sendPage(c, tenant, page, { status: 400 });
  }

  #toLogin(c: PageContext, transaction: Transaction): Response {
    return this.goTo({ c, transaction }, "login");
  }

  /** The second factor took too long: the same sign-in restarts at the password. */
  #startAgain({ c, transaction, user }: UserVisit): Response {
    const wasEnrolling =
      transaction.progress.phone !== undefined && this.steps.decide(user, undefined).kind === "enroll";
    this.services.challenges.cancel(transaction.id);
    this.services.transactions.forgetUser(transaction);
    transaction.flash = wasEnrolling ? "transaction-not-found" : "login-expired";
    return this.#toLogin(c, transaction);
  }
}

/** The page for entering a code of this delivery method. */
export const challengeScreen = ({ progress }: Transaction): "mfa-sms-challenge" | "mfa-voice-challenge" =>
  progress.phone?.channel === "voice" ? "mfa-voice-challenge" : "mfa-sms-challenge";

/** What Auth0 records about a login in the user's profile. */
function noteLogin({ profile }: UserRecord, { context }: Transaction, now: Date): void {
  const count = profile["logins_count"];
  profile["last_login"] = now.toISOString();
  profile["last_ip"] = context.ip;
  profile["logins_count"] = (typeof count === "number" ? count : 0) + 1;
}
