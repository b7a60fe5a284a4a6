import type { Configuration } from "oidc-provider";
import { isObject } from "../json.ts";
import type { Tenant } from "../tenant.ts";
import { findClient } from "./clients.ts";

const hour = 3_600;
const day = 24 * hour;

/** How long a grant is kept: as long as the longest refresh token may be valid. */
const grantLifetime = 365 * day;

/**
 * Lifetimes in seconds, from the tenant's and the client's settings
 * [manage-users/sessions/session-lifetime-limits].
 */
export function lifetimes(tenant: Tenant): NonNullable<Configuration["ttl"]> {
  const hours = (name: string, otherwise: number): number => {
    const value = tenant.state.settings[name];
    return (typeof value === "number" ? value : otherwise) * hour;
  };
  return {
    AuthorizationCode: 10 * 60,
    AccessToken: (_ctx, token) => token.resourceServer?.accessTokenTTL ?? day,
    IdToken: (_ctx, _token, client) => idTokenLifetime(tenant, client.clientId),
    // The second factor has five minutes; the whole sign-in may take an hour.
    Interaction: hour,
    Grant: grantLifetime,
    RefreshToken: (_ctx, _token, client) => refreshTokenLifetime(tenant, client.clientId),
    Session: (_ctx, session) => {
      const began = session.loginTs ?? Math.floor(Date.now() / 1000);
      const left = began + hours("session_lifetime", 168) - Math.floor(Date.now() / 1000);
      return Math.max(1, Math.min(hours("idle_session_lifetime", 72), left));
    },
  };
}

function idTokenLifetime(tenant: Tenant, clientId: string): number {
  const settings = findClient(tenant.state, clientId)?.["jwt_configuration"];
  const seconds = isObject(settings) ? settings["lifetime_in_seconds"] : undefined;
  return typeof seconds === "number" ? seconds : 10 * hour;
}

function refreshTokenLifetime(tenant: Tenant, clientId: string): number {
  const settings = findClient(tenant.state, clientId)?.["refresh_token"];
  if (!isObject(settings) || settings["expiration_type"] !== "expiring") return grantLifetime;
  const seconds = settings["token_lifetime"];
  return typeof seconds === "number" ? seconds : 30 * day;
}
