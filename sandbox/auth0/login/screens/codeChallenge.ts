import type { Context, Hono } from "hono";
import type { HttpEnv } from "../../edge/httpEnv.ts";
import type { Channel } from "../../mfa/authenticators.ts";
import { maskPhoneNumber } from "../../mfa/phoneNumber.ts";
import { channelsOf } from "../../mfa/policy.ts";
import { challengeScreen } from "../flow.ts";
import type { SignInFlow, UserVisit } from "../flow.ts";
import { readForm } from "../form.ts";
import { sendPage } from "../frames.ts";
import { codeChallengePage } from "../pages/codeChallenge.ts";
import type { Fault } from "../texts.ts";
import { takeFlash } from "./login.ts";

/** Screens `mfa-sms-challenge` and `mfa-voice-challenge`. */
export function codeChallengeScreens(router: Hono<HttpEnv>, flow: SignInFlow): void {
  for (const screen of ["mfa-sms-challenge", "mfa-voice-challenge"]) {
    router.get(`/${screen}`, (c) => withPhone(c, flow, (visit) => show(flow, visit, takeFlash(visit))));
    router.post(`/${screen}`, (c) => withPhone(c, flow, (visit) => submit(c, flow, visit)));
  }
}

/** Shown only after a code was sent; before that, the sign-in continues at its present step. */
function withPhone(
  c: Context<HttpEnv>,
  flow: SignInFlow,
  run: (visit: UserVisit) => Promise<Response>,
): Promise<Response> {
  return flow.visitWithUser(c, (visit) =>
    visit.transaction.progress.phone === undefined ? flow.proceed(visit) : run(visit),
  );
}

function show(flow: SignInFlow, visit: UserVisit, fault?: Fault): Promise<Response> {
  const { transaction, user } = visit;
  const { tenant } = flow.services;
  const isEnrolling = flow.steps.decide(user, undefined).kind === "enroll";
  const number = transaction.progress.phone?.number ?? "";
  const page = codeChallengePage({
    ...flow.secondFactorFrame(visit, fault),
    screen: challengeScreen(transaction),
    // A user who enrolls has just typed the number; for others, only the last digits are shown.
    number: isEnrolling ? number : maskPhoneNumber(number),
    channels: channelsOf(tenant.state),
    editScreen: isEnrolling ? flow.enrollmentScreen() : undefined,
    digits: flow.steps.digitsOf(transaction),
    remember: flow.steps.rememberChoice(transaction),
    offersRecovery: flow.steps.offersRecovery(user),
  });
  return sendPage(visit.c, tenant, page, { clientId: transaction.context.clientId, fault });
}

async function submit(c: Context<HttpEnv>, flow: SignInFlow, visit: UserVisit): Promise<Response> {
  const { transaction, user } = visit;
  const field = await readForm(c);
  const sending = resent(field("action"), transaction.progress.phone?.channel);
  if (sending !== undefined) {
    transaction.flash = await flow.steps.resend(transaction, user, sending);
    return flow.goTo(visit, challengeScreen(transaction));
  }
  const isOffered = flow.steps.rememberChoice(transaction) !== undefined;
  transaction.rememberBrowser = isOffered && field("rememberBrowser") === "true";
  const checked = await flow.steps.check(transaction, user, field("code"));
  if ("fault" in checked) return show(flow, visit, checked.fault);
  return flow.factorDone(visit, checked.secondFactor);
}

/** The delivery method for sending a code again, if the button requests that. */
function resent(pressed: string, channel: Channel | undefined): Channel | undefined {
  if (pressed === "resend-code") return channel;
  return pressed === "sms" || pressed === "voice" ? pressed : undefined;
}
