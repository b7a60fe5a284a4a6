import { createPrivateKey } from "node:crypto";
import { Provider } from "oidc-provider";
import type { Configuration, ErrorOut, KoaContextWithOIDC } from "oidc-provider";
import { verificationKeys } from "../jwt.ts";
import type { OidcServices } from "./services.ts";
import { isObject } from "../json.ts";
import type { SigningKey } from "../state/tenantState.ts";
import type { Tenant } from "../tenant.ts";
import { claimsByScope, findAccount } from "./accounts.ts";
import { isUserinfo, resourceServer } from "./audiences.ts";
import { clientAdapter, findClient } from "./clients.ts";
import { cookies } from "./cookies.ts";
import { watch } from "./events.ts";
import { registerUserGrants } from "./grants.ts";
import { lifetimes } from "./lifetimes.ts";
import { prompts } from "./prompts.ts";
import { multiFactorAcr } from "./terms.ts";
import { callbacksOf, corsOriginsOf, isListed, logoutUrlsOf } from "./urls.ts";

/** The paths of Auth0's protocol endpoints. */
const routes = {
  authorization: "/authorize",
  token: "/oauth/token",
  revocation: "/oauth/revoke",
  userinfo: "/userinfo",
  jwks: "/.well-known/jwks.json",
  end_session: "/oidc/logout",
};

/** What the pages decide: where a sign-in starts, and what an error looks like. */
export interface ProviderPages {
  /** Starts a sign-in and returns the URL of its first page. */
  begin: (ctx: KoaContextWithOIDC, interactionId: string) => string;
  needsMfa: (ctx: KoaContextWithOIDC) => boolean;
  /** The session signs in again without a page. */
  signedInSilently: (ctx: KoaContextWithOIDC) => void;
  renderError: (ctx: KoaContextWithOIDC, error: ErrorOut) => Promise<void>;
  renderLogout: (ctx: KoaContextWithOIDC, form: string) => Promise<void>;
  renderLoggedOut: (ctx: KoaContextWithOIDC) => Promise<void>;
}

/**
 * The tenant's OpenID Connect provider under one of its origins. The issuer ends in a slash, as Auth0's does.
 */
export function createProvider(origin: string, services: OidcServices, pages: ProviderPages): Provider {
  const provider = new Provider(`${origin}/`, configuration(origin, services, pages));
  const { tenant } = services;
  // Read for each request, so that a change through the Management API takes effect at once.
  provider.Client.prototype.redirectUriAllowed = function (url: string) {
    const client = findClient(tenant.state, this.clientId);
    return client !== undefined && isListed(url, [...callbacksOf(client), ...ownCallbacks(client, origin)]);
  };
  provider.Client.prototype.postLogoutRedirectUriAllowed = function (url: string) {
    const client = findClient(tenant.state, this.clientId);
    return isListed(url, logoutUrlsOf(tenant.state, client));
  };
  // An ID token names its session, so a logout need not ask about it.
  provider.Client.prototype.includeSid = () => true;
  registerUserGrants(provider, services);
  watch(provider, services, (ctx) => {
    pages.signedInSilently(ctx);
  });
  return provider;
}

/** The last page of the dashboard's "Try" box; only the tester client may use it. */
const ownCallbacks = (client: { global?: boolean }, origin: string): string[] =>
  client.global === true ? [`${origin}/tester/callback`] : [];

function configuration(origin: string, services: OidcServices, pages: ProviderPages): Configuration {
  const { tenant, store, authentications } = services;
  return {
    adapter: (name) => (name === "Client" ? clientAdapter(tenant) : store.adapter(name)),
    jwks: { keys: verificationKeys(tenant.state.secrets).map(privateJwk) },
    cookies: cookies(origin, services.cookieKey),
    routes,
    scopes: ["openid", "offline_access"],
    claims: { ...claimsByScope, openid: ["sub", "acr", "amr"], auth_time: null, sid: null, iss: null },
    acrValues: [multiFactorAcr],
    // Auth0 puts the claims of the requested scopes into the ID token, not only into userinfo.
    conformIdTokenClaims: false,
    responseTypes: ["code"],
    pkce: { required: (_ctx, client) => client.clientAuthMethod === "none" },
    extraParams: ["audience", "connection", "screen_hint", "auth0Client", "organization"],
    clientBasedCORS: (_ctx, from, client) => {
      const record = findClient(tenant.state, client.clientId);
      return record !== undefined && isListed(from, corsOriginsOf(record));
    },
    findAccount: (ctx, id, token) => findAccount(tenant, authentications, ctx, id, token),
    loadExistingGrant: newGrant,
    issueRefreshToken: (_ctx, client, code) =>
      client.grantTypeAllowed("refresh_token") && code.scopes.has("offline_access"),
    rotateRefreshToken: (ctx) => rotates(tenant, ctx),
    expiresWithSession: (_ctx, code) => !code.scopes.has("offline_access"),
    interactions: {
      policy: prompts(pages.needsMfa),
      url: (ctx, interaction) => pages.begin(ctx, interaction.uid),
    },
    renderError: (ctx, out) => pages.renderError(ctx, out),
    features: {
      devInteractions: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      webMessageResponseMode: { enabled: true, ack: "individual-draft-01" },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => pages.renderLogout(ctx, form),
        postLogoutSuccessSource: (ctx) => pages.renderLoggedOut(ctx),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: (ctx, _client, oneOf) => oneOf?.[0] ?? audienceOf(tenant, ctx) ?? [],
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, audience) => resourceServer(tenant, audience),
      },
    },
    // Auth0 names the application in `azp`.
    formats: {
      customizers: {
        jwt: (_ctx, token, { payload }) => {
          payload["azp"] = token.clientId;
        },
      },
    },
    ttl: lifetimes(tenant),
  };
}

function audienceOf(tenant: Tenant, ctx: KoaContextWithOIDC): string | undefined {
  const asked = ctx.oidc.params?.["audience"];
  if (typeof asked === "string" && isUserinfo(tenant, asked)) return undefined;
  if (typeof asked === "string" && asked !== "") return asked;
  const preset = tenant.state.settings["default_audience"];
  return typeof preset === "string" && preset !== "" ? preset : undefined;
}

/** Each sign-in has its own grant for everything requested: one family of tokens that ends together. */
async function newGrant(ctx: KoaContextWithOIDC) {
  const { provider, client, session, resourceServers = {} } = ctx.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope("openid profile email offline_access");
  grant.addOIDCClaims(Object.values(claimsByScope).flat());
  for (const [audience, api] of Object.entries(resourceServers)) {
    grant.addResourceScope(audience, [...api.scopes].join(" "));
  }
  await grant.save();
  return grant;
}

function rotates(tenant: Tenant, ctx: KoaContextWithOIDC): boolean {
  const client = findClient(tenant.state, ctx.oidc.client?.clientId);
  const settings = client?.["refresh_token"];
  return isObject(settings) && settings["rotation_type"] === "rotating";
}

function privateJwk(key: SigningKey) {
  return {
    ...createPrivateKey(key.privatePem).export({ format: "jwk" }),
    kid: key.kid,
    use: "sig",
    alg: "RS256",
  };
}
