import type { KoaContextWithOIDC } from "oidc-provider";
import { isObject } from "../json.ts";
import type { SignInServices } from "./services.ts";

/**
 * Whether the request names this browser's session, by the `sid` of an ID token or by the `sid` itself. Any
 * other logout asks the user first [authenticate/login/logout/log-users-out-of-auth0].
 */
export function namesItsSession({ oidc }: KoaContextWithOIDC): boolean {
  const { session, params, entities } = oidc;
  const hint: unknown = entities["IdTokenHint"];
  const named =
    isObject(hint) && isObject(hint["payload"]) ? hint["payload"]["sid"] : params?.["logout_hint"];
  if (typeof named !== "string" || named === "") return false;
  return Object.values(session?.authorizations ?? {}).some(({ sid }) => sid === named);
}

/** Ends the session, as a confirmed logout does, and redirects as requested. */
export async function endOwnSession(ctx: KoaContextWithOIDC, { store }: SignInServices): Promise<void> {
  const { session, provider, params } = ctx.oidc;
  for (const { grantId, persistsLogout } of Object.values(session?.authorizations ?? {})) {
    // Refresh tokens outlive a logout, as in Auth0; everything else from the session ends with it.
    if (grantId !== undefined && persistsLogout !== true) store.revokeGrant(grantId);
  }
  await session?.destroy();
  const secure = ctx.oidc.issuer.startsWith("https:");
  ctx.cookies.set(provider.cookieName("session"), null, { path: "/", secure, signed: true });
  provider.emit("end_session.success", ctx);
  ctx.status = 303;
  ctx.redirect(destination(ctx, params ?? {}));
}

/** The requested URL, which is known to be listed at this point, with its `state`. */
function destination(ctx: KoaContextWithOIDC, params: Record<string, unknown>): string {
  const asked = params["post_logout_redirect_uri"];
  if (typeof asked !== "string") return ctx.oidc.urlFor("end_session_success");
  const url = new URL(asked);
  if (typeof params["state"] === "string") url.searchParams.set("state", params["state"]);
  return url.href;
}
