import type { Context, Hono } from "hono";
import type { HttpEnv } from "../../edge/httpEnv.ts";
import { standingOf } from "../../mfa/browsers.ts";
import { activeUser } from "../../oidc/accounts.ts";
import { connectionsFor } from "../../oidc/connections.ts";
import type { SignInFlow, Visit } from "../flow.ts";
import { readForm } from "../form.ts";
import { cookieOf, sendPage } from "../frames.ts";
import { loginPage } from "../pages/login.ts";
import type { Fault } from "../texts.ts";

/** Screen `login`. */
export function loginScreen(router: Hono<HttpEnv>, flow: SignInFlow): void {
  router.get("/login", (c) =>
    flow.visit(c, (visit) => show(flow, visit, visit.transaction.asked.loginHint, takeFlash(visit))),
  );
  router.post("/login", (c) => flow.visit(c, (visit) => submit(c, flow, visit)));
  // A session that lacks its second factor starts here: the password was given earlier.
  router.get("/mfa-begin", (c) => flow.visitWithUser(c, (visit) => flow.proceed(visit)));
}

/** A message from an earlier page, shown once. */
export function takeFlash({ transaction }: Visit): Fault | undefined {
  const { flash } = transaction;
  transaction.flash = undefined;
  return flash;
}

function show(flow: SignInFlow, visit: Visit, email: string, fault?: Fault): Promise<Response> {
  const { tenant } = flow.services;
  const { clientId } = visit.transaction.context;
  const canSignUp = connectionsFor(tenant.state, clientId).some(
    ({ options }) => options["disable_signup"] !== true,
  );
  const page = loginPage({ ...flow.frame(visit, fault), email, canSignUp });
  return sendPage(visit.c, tenant, page, { clientId, fault });
}

async function submit(c: Context<HttpEnv>, flow: SignInFlow, visit: Visit): Promise<Response> {
  const { transaction } = visit;
  const { tenant, passwords, transactions } = flow.services;
  const field = await readForm(c);
  const [identifier, password] = [field("username"), field("password")];
  if (identifier.trim() === "") return show(flow, visit, "", "no-email");
  if (password === "") return show(flow, visit, identifier, "no-password");
  const device = cookieOf(c, transaction.origin, "device");
  const checked = await passwords.check({
    identifier,
    password,
    context: transaction.context,
    connection: transaction.asked.connection,
    isKnownBrowser: (user) => standingOf(tenant.state, user, device, tenant.now()).known,
  });
  if ("fault" in checked) return show(flow, visit, identifier, checked.fault);
  transactions.passed(transaction, checked.user);
  const user = activeUser(tenant, checked.user.user_id);
  return user === undefined
    ? show(flow, visit, identifier, "user-blocked")
    : flow.proceed({ ...visit, user });
}
