import { timingSafeEqual } from "node:crypto";
import { signJwt } from "../jwt.ts";
import type { ClientRecord } from "../state/tenantState.ts";
import type { Tenant } from "../tenant.ts";

/** An OAuth error: the token endpoint follows RFC 6749, not the Management API's format. */
export class OAuthError extends Error {
  readonly status: 400 | 401 | 403;
  readonly code: string;

  constructor(status: 400 | 401 | 403, code: string, description: string) {
    super(description);
    this.status = status;
    this.code = code;
  }
}

/** Client credentials: a token for a program, with the scopes of its grant for the API. */
export function clientCredentials(
  tenant: Tenant,
  origin: string,
  sent: URLSearchParams,
  authorization: string | undefined,
): Record<string, unknown> {
  const grantType = "client_credentials";
  const form = once(sent);
  const client = authenticate(tenant, form, authorization);
  const grants = client["grant_types"];
  if (!Array.isArray(grants) || !grants.includes(grantType)) {
    throw new OAuthError(403, "unauthorized_client", `Grant type '${grantType}' not allowed for the client.`);
  }
  const audience = form["audience"];
  if (audience === undefined || audience === "") {
    throw new OAuthError(
      403,
      "access_denied",
      "No audience parameter was provided, and no default audience has been configured",
    );
  }
  return issue(tenant, origin, client, audience, form["scope"]);
}

/** Each parameter at most once (RFC 6749, 3.2): with two, one reader uses the first and another the last. */
function once(sent: URLSearchParams): Record<string, string> {
  const form = Object.fromEntries(sent);
  if (Object.keys(form).length === sent.size) return form;
  throw new OAuthError(400, "invalid_request", "A parameter was sent more than once");
}

/**
 * Client id and secret, from the Basic header or from the body
 * [authenticate/login/oidc-conformant-authentication].
 */
function authenticate(
  tenant: Tenant,
  form: Record<string, string>,
  authorization: string | undefined,
): ClientRecord {
  const basic = basicCredentials(authorization);
  // A client that authenticates in two ways (RFC 6749, 2.3): a reader of only one may take it for another
  // client.
  if (basic !== undefined && form["client_secret"] !== undefined) {
    throw new OAuthError(400, "invalid_request", "Client credentials were sent in two ways");
  }
  const [id, secret] = basic ?? [form["client_id"], form["client_secret"]];
  const client = tenant.state.clients.find((candidate) => candidate.client_id === id);
  if (client?.client_secret === undefined || secret === undefined || !same(secret, client.client_secret)) {
    throw new OAuthError(401, "access_denied", "Unauthorized");
  }
  return client;
}

/** Both parts are form-encoded before they are joined (RFC 6749, 2.3.1). */
function basicCredentials(authorization: string | undefined): [string, string] | undefined {
  const basic = /^Basic +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (basic === undefined) return undefined;
  const [id = "", ...secret] = Buffer.from(basic, "base64").toString().split(":");
  try {
    return [decodeURIComponent(id), decodeURIComponent(secret.join(":"))];
  } catch {
    throw new OAuthError(401, "access_denied", "Unauthorized");
  }
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function issue(
  tenant: Tenant,
  origin: string,
  client: ClientRecord,
  asked: string,
  scope: string | undefined,
): Record<string, unknown> {
  const { state } = tenant;
  const system = state.resourceServers.find((server) => server.is_system === true);
  // The tenant responds under several loopback names; each names the same API.
  const audience = tenant.isManagementAudience(asked) ? (system?.identifier ?? asked) : asked;
  const api = state.resourceServers.find((server) => server.identifier === audience);
  if (api === undefined)
    throw new OAuthError(403, "access_denied", `Service not enabled within domain: ${asked}`);
  const grant = state.clientGrants.find(
    (each) => each.client_id === client.client_id && each.audience === audience,
  );
  if (grant === undefined) {
    throw new OAuthError(
      403,
      "access_denied",
      `Client is not authorized to access "${asked}". You need to create a "client-grant" associated to this API. See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants`,
    );
  }
  const granted = grant.scope ?? [];
  const scopes =
    scope === undefined || scope === "" ? granted : granted.filter((each) => scope.split(" ").includes(each));
  const lifetime = typeof api["token_lifetime"] === "number" ? api["token_lifetime"] : 86_400;
  const now = Math.floor(tenant.now().getTime() / 1000);
  const token = signJwt(state.secrets.signingKey, {
    iss: `${origin}/`,
    sub: `${client.client_id}@clients`,
    aud: asked,
    iat: now,
    exp: now + lifetime,
    scope: scopes.join(" "),
    gty: "client-credentials",
    azp: client.client_id,
  });
  return { access_token: token, scope: scopes.join(" "), expires_in: lifetime, token_type: "Bearer" };
}
