import type { Context, Hono } from "hono";
import type { HttpEnv } from "../../edge/httpEnv.ts";
import { challengeScreen } from "../flow.ts";
import type { SignInFlow, UserVisit } from "../flow.ts";
import { readForm } from "../form.ts";
import { sendPage } from "../frames.ts";
import { recoveryCodeChallengePage, recoveryCodeEnrollmentPage } from "../pages/recoveryCode.ts";
import type { Fault } from "../texts.ts";

/** Screens `mfa-recovery-code-enrollment` and `mfa-recovery-code-challenge`. */
export function recoveryCodeScreens(router: Hono<HttpEnv>, flow: SignInFlow): void {
  const [enrollment, challenge] = ["/mfa-recovery-code-enrollment", "/mfa-recovery-code-challenge"];
  router.get(enrollment, (c) => flow.visitWithUser(c, (visit) => showCode(flow, visit)));
  router.post(enrollment, (c) => flow.visitWithUser(c, (visit) => confirm(c, flow, visit)));
  router.get(challenge, (c) => flow.visitWithUser(c, (visit) => askCode(flow, visit)));
  router.post(challenge, (c) => flow.visitWithUser(c, (visit) => submit(c, flow, visit)));
}

function showCode(flow: SignInFlow, visit: UserVisit, fault?: Fault): Promise<Response> {
  const { progress, context } = visit.transaction;
  const { recoveryCode } = progress;
  if (recoveryCode === undefined) return flow.proceed(visit);
  const page = recoveryCodeEnrollmentPage({ ...flow.frame(visit, fault), code: recoveryCode });
  return sendPage(visit.c, flow.services.tenant, page, { clientId: context.clientId, fault });
}

async function confirm(c: Context<HttpEnv>, flow: SignInFlow, visit: UserVisit): Promise<Response> {
  const field = await readForm(c);
  return field("saved") === "true" ? flow.codeKept(visit) : showCode(flow, visit, "no-confirmation");
}

function askCode(flow: SignInFlow, visit: UserVisit, fault?: Fault): Promise<Response> {
  const { transaction, user } = visit;
  if (!flow.steps.offersRecovery(user)) return flow.proceed(visit);
  const page = recoveryCodeChallengePage({
    ...flow.secondFactorFrame(visit, fault),
    back: challengeScreen(transaction),
  });
  return sendPage(visit.c, flow.services.tenant, page, { clientId: transaction.context.clientId, fault });
}

async function submit(c: Context<HttpEnv>, flow: SignInFlow, visit: UserVisit): Promise<Response> {
  const { transaction, user } = visit;
  const field = await readForm(c);
  if (!flow.steps.offersRecovery(user)) return flow.proceed(visit);
  const fault = flow.services.recovery.check(user, field("code"), transaction.context);
  if (fault !== undefined) return askCode(flow, visit, fault);
  return flow.factorDone(visit, { method: "recovery-code", sender: undefined });
}
