import type { KoaContextWithOIDC, Provider } from "oidc-provider";
import { errors } from "oidc-provider";
import type { EventType } from "../logs/eventTypes.ts";
import type { OidcServices } from "./services.ts";
import { clientContext } from "./context.ts";
import { textOr } from "../json.ts";
import { subjectOf } from "../mfa/phoneMessage.ts";
import { passwordMark } from "../mfa/credentials.ts";
import { activeUser } from "./accounts.ts";
import type { SecondFactor } from "./authentications.ts";
import { mfaOobGrant, mfaRecoveryGrant } from "./clients.ts";
import { statusOf, tokenErrorBody } from "./errors.ts";
import { logActionsNotRun } from "./postLogin.ts";
import { multiFactorAcr } from "./terms.ts";

/** What pages pass on when a sign-in is complete, besides the account. */
export interface SignInResult {
  login?: { accountId: string };
  mfa?: { secondFactor?: SecondFactor };
}

/**
 * Listens to oidc-provider's events: records the authentication behind each session, and writes the tenant's
 * log.
 */
export function watch(
  provider: Provider,
  services: OidcServices,
  signedInSilently: (ctx: KoaContextWithOIDC) => void,
): void {
  provider.on("authorization.accepted", (ctx) => {
    noteAuthentication(ctx, services);
    if ((ctx.oidc.result as SignInResult | undefined)?.login === undefined) signedInSilently(ctx);
  });
  provider.on("authorization.success", (ctx) => {
    logAuthorization(ctx, services);
  });
  provider.on("authorization.error", (ctx, error) => {
    // A request that was not read completely has no parameters.
    if (ctx.oidc.params !== undefined && ctx.oidc.promptPending("none"))
      logFor(ctx, services, "fsa", error.error_description ?? error.message);
  });
  provider.on("grant.success", (ctx) => {
    logFor(ctx, services, exchangeType(ctx, "s"));
  });
  provider.on("grant.error", (ctx, error) => {
    refuseTokens(ctx, error, services);
  });
  provider.on("end_session.success", (ctx) => {
    logFor(ctx, services, "slo");
  });
  provider.on("server_error", (_ctx, error) => {
    console.error(error);
  });
}

/**
 * Called just before the code is created. The ID token of this sign-in says `mfa` only if this sign-in did
 * the second factor: one that the session did earlier does not count.
 */
function noteAuthentication(
  ctx: KoaContextWithOIDC,
  { tenant, authentications, transactions }: OidcServices,
): void {
  const { session, grant, params, entities } = ctx.oidc;
  const result = ctx.oidc.result as SignInResult | undefined;
  const secondFactor = result?.mfa?.secondFactor;
  Object.defineProperties(ctx.oidc, {
    amr: { value: secondFactor === undefined ? undefined : ["mfa"] },
    acr: { value: secondFactor === undefined ? undefined : multiFactorAcr },
  });
  const user = session?.accountId === undefined ? undefined : activeUser(tenant, session.accountId);
  if (user === undefined || session === undefined) return;
  const mark = passwordMark(user);
  if (result?.login !== undefined) authentications.note(session.uid, { passwordMark: mark });
  if (grant?.jti !== undefined) authentications.note(grant.jti, { passwordMark: mark, secondFactor });
  // oidc-provider drops offline_access without a consent page, which first-party applications don't have.
  const asked = transactions.endOf(entities.Interaction?.uid);
  const wantsOfflineAccess = asked?.wantsOfflineAccess ?? asksOfflineAccess(ctx);
  if (
    wantsOfflineAccess &&
    params !== undefined &&
    ctx.oidc.client?.grantTypeAllowed("refresh_token") === true
  ) {
    params["scope"] = `${textOr(params["scope"], "")} offline_access`.trim();
  }
}

/** Whether the request asks for a refresh token. */
export function asksOfflineAccess(ctx: KoaContextWithOIDC): boolean {
  const asked = ctx.method === "POST" ? ctx.oidc.body?.["scope"] : ctx.query["scope"];
  return typeof asked === "string" && asked.split(" ").includes("offline_access");
}

function logAuthorization(ctx: KoaContextWithOIDC, services: OidcServices): void {
  const result = ctx.oidc.result as SignInResult | undefined;
  if (result?.login !== undefined) logFor(ctx, services, "s");
  else if (ctx.oidc.promptPending("none")) logFor(ctx, services, "ssa");
}

function refuseTokens(
  ctx: KoaContextWithOIDC,
  error: errors.OIDCProviderError,
  services: OidcServices,
): void {
  const grant = ctx.oidc.params?.["grant_type"];
  const body = tokenErrorBody(error, grant);
  ctx.status = statusOf(body.error, error);
  // Our own grants may have added details, such as the mfa_token.
  ctx.body = { ...body, ...(error instanceof MfaRequired ? { mfa_token: error.mfaToken } : {}) };
  if (error instanceof MfaRequired) {
    logFor(ctx, services, "mfar");
    return;
  }
  const reused = grant === "refresh_token" && /already/.test(error.error_detail ?? "");
  logFor(ctx, services, reused ? "ferrt" : exchangeType(ctx, "f"), body.error_description);
}

/** The error that requires a second factor: its `mfa_token` continues the sign-in. */
export class MfaRequired extends errors.CustomOIDCProviderError {
  readonly mfaToken: string;

  constructor(mfaToken: string) {
    super("mfa_required", "Multifactor authentication required");
    this.statusCode = 403;
    this.status = 403;
    this.mfaToken = mfaToken;
  }
}

const exchanges: Record<string, string> = {
  authorization_code: "eacft",
  refresh_token: "ertft",
  [mfaOobGrant]: "eoobft",
  [mfaRecoveryGrant]: "ercft",
};

function exchangeType(ctx: KoaContextWithOIDC, outcome: "s" | "f"): EventType {
  const grant = String(ctx.oidc.params?.["grant_type"]);
  return `${outcome}${exchanges[grant] ?? "epft"}` as EventType;
}

function logFor(
  ctx: KoaContextWithOIDC,
  { tenant, log }: OidcServices,
  type: EventType,
  said?: string,
): void {
  const { account, session, client } = ctx.oidc;
  const userId = account?.accountId ?? session?.accountId;
  const user = tenant.state.users.find((each) => each.user_id === userId);
  const subject = subjectOf(clientContext(tenant, ctx.req, client?.clientId), user);
  logActionsNotRun(log, tenant.state, type, subject);
  log.write(type, subject, said);
}
