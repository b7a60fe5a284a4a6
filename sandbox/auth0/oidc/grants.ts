import { errors } from "oidc-provider";
import type { KoaContextWithOIDC, Provider } from "oidc-provider";
import { clientContext } from "./context.ts";
import type { OidcServices } from "./services.ts";
import { passwordMark } from "../mfa/credentials.ts";
import { keepRecoveryCode } from "../mfa/recoveryCodes.ts";
import type { MfaSession } from "../mfa/mfaTokens.ts";
import { acceptChallenge } from "../mfa/passedChallenge.ts";
import { decideMfa } from "../mfa/policy.ts";
import type { UserRecord } from "../state/tenantState.ts";
import { holderOf } from "./accounts.ts";
import type { SecondFactor } from "./authentications.ts";
import { mfaOobGrant, mfaRecoveryGrant, passwordRealmGrant } from "./clients.ts";
import { MfaRequired } from "./events.ts";
import { issueUserTokens } from "./userTokens.ts";

/** The grants without a browser: a password, and the steps after it if MFA is required. */
export function registerUserGrants(provider: Provider, services: OidcServices): void {
  const asked = ["scope", "audience"];
  const register = (
    name: string,
    parameters: string[],
    run: (ctx: KoaContextWithOIDC) => Promise<void>,
  ): void => {
    provider.registerGrantType(name, async (ctx) => run(ctx), [...parameters, ...asked]);
  };
  const password = (ctx: KoaContextWithOIDC): Promise<void> => passwordGrant(ctx, services);
  register("password", ["username", "password"], password);
  register(passwordRealmGrant, ["username", "password", "realm"], password);
  register(mfaOobGrant, ["mfa_token", "oob_code", "binding_code"], (ctx) => mfaOob(ctx, services));
  register(mfaRecoveryGrant, ["mfa_token", "recovery_code"], (ctx) => mfaRecovery(ctx, services));
}

/** A parameter of the token request; absent counts as empty. */
const param = (ctx: KoaContextWithOIDC, name: string): string => {
  const value = ctx.oidc.params?.[name];
  return typeof value === "string" ? value : "";
};

const optional = (ctx: KoaContextWithOIDC, name: string): string | undefined => {
  const value = param(ctx, name);
  return value === "" ? undefined : value;
};

const refusal = (description: string): errors.CustomOIDCProviderError =>
  new errors.CustomOIDCProviderError("invalid_grant", description);

async function passwordGrant(ctx: KoaContextWithOIDC, services: OidcServices): Promise<void> {
  const { tenant, passwords, mfaTokens } = services;
  const clientId = ctx.oidc.client?.clientId ?? "";
  const context = clientContext(tenant, ctx.req, clientId);
  const checked = await passwords.check({
    identifier: param(ctx, "username"),
    password: param(ctx, "password"),
    context,
    isKnownBrowser: () => false,
    connection: optional(ctx, "realm"),
  });
  if ("fault" in checked) throw passwordRefusal(checked.fault);
  const { user } = checked;
  // A program has no browser cookie to recognize or remember.
  const decision = decideMfa(tenant.state, user, { known: false, remembered: false });
  if (decision.kind === "not-required") {
    await issueUserTokens(ctx, services, user, {
      scope: optional(ctx, "scope"),
      audience: optional(ctx, "audience"),
    });
    return;
  }
  const session = mfaTokens.issue({
    userId: user.user_id,
    passwordMark: passwordMark(user),
    clientId,
    scope: optional(ctx, "scope"),
    audience: optional(ctx, "audience"),
    context,
  });
  throw new MfaRequired(session.token);
}

function passwordRefusal(fault: string): errors.CustomOIDCProviderError {
  if (fault === "wrong-email-credentials") return refusal("Wrong email or password.");
  return tooMany("Your account has been blocked after multiple consecutive login attempts.");
}

function tooMany(description: string): errors.CustomOIDCProviderError {
  const error = new errors.CustomOIDCProviderError("too_many_attempts", description);
  error.statusCode = 429;
  error.status = 429;
  return error;
}

/** The session behind the request's mfa_token, if it is this client's, and its user. */
function sessionOf(
  ctx: KoaContextWithOIDC,
  { tenant, mfaTokens }: OidcServices,
): { session: MfaSession; user: UserRecord } {
  const found = mfaTokens.find(param(ctx, "mfa_token"));
  if ("fault" in found) {
    throw new errors.CustomOIDCProviderError(
      found.fault === "expired_token" ? "expired_token" : "invalid_grant",
      found.fault === "expired_token" ? "mfa_token is expired" : "Malformed mfa_token",
    );
  }
  const { session } = found;
  const user = holderOf(tenant, session);
  if (user === undefined || session.clientId !== ctx.oidc.client?.clientId)
    throw refusal("Malformed mfa_token");
  return { session, user };
}

async function mfaOob(ctx: KoaContextWithOIDC, services: OidcServices): Promise<void> {
  const { challenges } = services;
  const { session, user } = sessionOf(ctx, services);
  const code = param(ctx, "oob_code");
  if (session.oob === undefined || session.oob.code !== code) throw refusal("Malformed oob_code");
  const checked = challenges.check(session.token, user, param(ctx, "binding_code"), session.context);
  if ("fault" in checked) throw codeRefusal(checked.fault);
  const { passed } = checked;
  if (!(await acceptChallenge(services, passed, user, session.context)))
    throw refusal("Invalid binding_code.");
  if (passed.purpose === "enrollment" && session.recoveryCode !== undefined) {
    keepRecoveryCode(services.tenant.state, user.user_id, session.recoveryCode, services.tenant.now());
    await services.tenant.save();
  }
  await finish(ctx, services, session, user, { method: passed.channel, sender: passed.sender });
}

async function mfaRecovery(ctx: KoaContextWithOIDC, services: OidcServices): Promise<void> {
  const { session, user } = sessionOf(ctx, services);
  const fault = services.recovery.check(user, param(ctx, "recovery_code"), session.context);
  if (fault !== undefined) throw codeRefusal(fault);
  await services.tenant.save();
  await finish(ctx, services, session, user, { method: "recovery-code", sender: undefined });
}

/** Auth0's rejections of a code [api: multi-factor authentication, verify with out-of-band]. */
function codeRefusal(fault: string): errors.CustomOIDCProviderError {
  if (fault !== "too-many-failures") return refusal("Invalid binding_code.");
  return tooMany("Too many failed codes. Wait for some minutes before retrying.");
}

async function finish(
  ctx: KoaContextWithOIDC,
  services: OidcServices,
  session: MfaSession,
  user: UserRecord,
  secondFactor: SecondFactor,
): Promise<void> {
  services.mfaTokens.end(session);
  services.challenges.cancel(session.token);
  await issueUserTokens(ctx, services, user, { ...session, secondFactor });
}
