import type { Context, Hono } from "hono";
import type { HttpEnv } from "../../edge/httpEnv.ts";
import { ApiError } from "../../errors.ts";
import { isObject } from "../../json.ts";
import { createUser } from "../../management/users.ts";
import { subjectOf } from "../../mfa/phoneMessage.ts";
import { Bucket } from "../../mfa/bucket.ts";
import type { ConnectionRecord } from "../../state/tenantState.ts";
import { connectionsFor } from "../../oidc/connections.ts";
import type { SignInFlow, Visit } from "../flow.ts";
import { readForm } from "../form.ts";
import { sendPage } from "../frames.ts";
import { passwordRules } from "../passwordRules.ts";
import { signupPage } from "../pages/signup.ts";
import type { Fault } from "../texts.ts";

/** Screen `signup`. Fifty a minute from one address [secure/attack-protection/suspicious-ip-throttling]. */
export function signupScreen(router: Hono<HttpEnv>, flow: SignInFlow): void {
  const limit = new Bucket(50, 60 / 50, () => flow.services.tenant.now());
  router.get("/signup", (c) =>
    flow.visit(c, (visit) => show(flow, visit, visit.transaction.asked.loginHint)),
  );
  router.post("/signup", (c) => flow.visit(c, (visit) => submit(c, flow, visit, limit)));
}

/** The connection that new users go to. */
function connectionOf(flow: SignInFlow, { transaction }: Visit): ConnectionRecord | undefined {
  const { clientId } = transaction.context;
  return connectionsFor(flow.services.tenant.state, clientId).find(
    ({ name, options }) =>
      options["disable_signup"] !== true &&
      (transaction.asked.connection === undefined || transaction.asked.connection === name),
  );
}

function show(flow: SignInFlow, visit: Visit, email: string, fault?: Fault): Promise<Response> {
  const connection = connectionOf(flow, visit);
  if (connection === undefined) return Promise.resolve(flow.goTo(visit, "login"));
  const frame = { ...flow.frame(visit, fault), email, passwordRules: passwordRules(connection) };
  return sendPage(visit.c, flow.services.tenant, signupPage(frame), {
    clientId: visit.transaction.context.clientId,
    fault,
  });
}

async function submit(c: Context<HttpEnv>, flow: SignInFlow, visit: Visit, limit: Bucket): Promise<Response> {
  const { context } = visit.transaction;
  const { tenant, log, transactions } = flow.services;
  const field = await readForm(c);
  const [email, password] = [field("email").trim(), field("password")];
  const connection = connectionOf(flow, visit);
  if (connection === undefined) return flow.goTo(visit, "login");
  if (email === "") return show(flow, visit, email, "no-email");
  if (!/^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}$/.test(email)) return show(flow, visit, email, "invalid-email");
  if (password === "") return show(flow, visit, email, "no-password");
  if (!limit.take(context.ip)) {
    log.write("limit_mu", subjectOf(context));
    return show(flow, visit, email, "ip-signup-blocked");
  }
  try {
    const user = createUser(tenant.users(), { connection: connection.name, email, password });
    await tenant.save();
    log.write("ss", subjectOf(context, user));
    transactions.passed(visit.transaction, user);
    return await flow.proceed({ ...visit, user });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    log.write("fs", { ...subjectOf(context), user_name: email }, error.message);
    return show(flow, visit, email, faultOf(flow, error));
  }
}

/** By default Auth0 does not say that an account exists [flag enable_public_signup_user_exists_error]. */
function faultOf(flow: SignInFlow, error: ApiError): Fault {
  if (error.status !== 409) return "password-too-weak";
  const flags = flow.services.tenant.state.settings["flags"];
  const mayTell = isObject(flags) && flags["enable_public_signup_user_exists_error"] === true;
  return mayTell ? "email-in-use" : "auth0-users-validation";
}
