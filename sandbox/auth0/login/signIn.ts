import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import type { ActionRuntime } from "../actions/ActionRuntime.ts";
import type { HttpEnv } from "../edge/httpEnv.ts";
import { TenantLog } from "../logs/tenantLog.ts";
import type { PhoneMessage } from "../mfa/phoneMessage.ts";
import { PhoneMessages } from "../messages/phoneMessages.ts";
import type { Outbound } from "../messages/twilio.ts";
import { Challenges } from "../mfa/challenges.ts";
import { mfaApi } from "../mfaApi/router.ts";
import { MfaTokens } from "../mfa/mfaTokens.ts";
import { RecoveryChecks } from "../mfa/recoveryChecks.ts";
import { Authentications } from "../oidc/authentications.ts";
import { OidcProviders } from "../oidc/providers.ts";
import { oidcRouter } from "../oidc/router.ts";
import { OidcStore } from "../oidc/store.ts";
import type { OtpSettings } from "../state/guardian.ts";
import type { Tenant } from "../tenant.ts";
import { sendError } from "./errors.ts";
import { SignInFlow } from "./flow.ts";
import { logoutRouter } from "./logout.ts";
import { Passwords } from "../oidc/passwords.ts";
import { providerPages } from "./providerPages.ts";
import { pagesRouter } from "./router.ts";
import type { SignInServices } from "./services.ts";
import { testerRouter } from "./tester.ts";
import { Transactions } from "./transactions.ts";

export interface SignInOptions {
  /** Runs Actions' code. */
  actions: ActionRuntime;
  /** The transport for the tenant's calls to Twilio. */
  outbound: Outbound;
  /** Delivers messages of Auth0's own test sender. */
  deliverOwn: (message: PhoneMessage, text: string) => void;
  /** The local CA's certificate, for the tenant's calls to itself. */
  ca: string;
}

/** A tenant's sign-in: protocol, pages, MFA and messages on top of its state. */
export class SignIn {
  readonly services: SignInServices;
  readonly routes: Hono<HttpEnv>;

  constructor(tenant: Tenant, options: SignInOptions) {
    this.services = createServices(tenant, options);
    const providers = new OidcProviders(this.services, providerPages(this.services));
    this.routes = new Hono<HttpEnv>();
    this.routes.route("/", oidcRouter(this.services, providers, sendError));
    this.routes.route("/", logoutRouter(this.services, providers));
    this.routes.route("/", testerRouter(this.services, providers, options.ca));
    this.routes.route("/u", pagesRouter(new SignInFlow(this.services, providers)));
    this.routes.route("/mfa", mfaApi(this.services));
  }

  /** Forgets every session, code and count, as a reset of the tenant does. */
  reset(): void {
    const { log, store, authentications, passwords, challenges, recovery, transactions, mfaTokens } =
      this.services;
    for (const each of [
      log,
      store,
      authentications,
      passwords,
      challenges,
      recovery,
      transactions,
      mfaTokens,
    ]) {
      each.clear();
    }
  }

  /** Ends everything that runs for it. */
  async stop(): Promise<void> {
    await this.services.actions.stop();
  }
}

function createServices(tenant: Tenant, options: SignInOptions): SignInServices {
  const now = (): Date => tenant.now();
  const codes = (): OtpSettings => tenant.state.guardian.otp.phone;
  const log = new TenantLog(now);
  const messages = new PhoneMessages({ tenant, log, ...options });
  return {
    tenant,
    log,
    messages,
    actions: options.actions,
    store: new OidcStore(tenant),
    authentications: new Authentications(),
    passwords: new Passwords(tenant, log),
    challenges: new Challenges(now, log, (message) => messages.send(message), codes),
    recovery: new RecoveryChecks(tenant, log),
    transactions: new Transactions(now, () => codes().otp_expiration_time),
    mfaTokens: new MfaTokens(now),
    cookieKey: randomBytes(32).toString("base64url"),
  };
}
