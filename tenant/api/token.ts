import { isLoopback } from "../../mfa/urls/hosts.ts";
import type { Auth0Access } from "./Auth0Access.ts";
import { clientAssertion } from "./clientAssertion.ts";
import type { Claims } from "./configuredToken.ts";
import { claimsIn, hostOf, refuseUnusable } from "./configuredToken.ts";
import { CallFailure } from "../http/CallFailure.ts";
import type { Transport } from "../http/requestJson.ts";
import { requestJson } from "../http/requestJson.ts";
import type { JsonAnswer } from "../http/requestJson.ts";
import { serverFailure } from "./refusal.ts";

/** A token for the Management API. */
export interface Token {
  value: string;
  /** Its scopes; `undefined` for a token that does not name them. */
  scopes: readonly string[] | undefined;
  /** The response that contained it; none for a configured token. */
  answer: { headers: Headers } | undefined;
}

/** The configured token, or a new one for the client's credentials. */
export async function obtainToken(access: Auth0Access, transport: Transport): Promise<Token> {
  const { domain, apiToken } = access;
  if (apiToken !== undefined) {
    const claims = claimsIn(apiToken);
    refuseUnusable(claims, access, transport.now());
    return { value: apiToken, scopes: scopesIn(claims), answer: undefined };
  }
  const what = `get a token from ${domain}`;
  const answer = await requestJson(
    transport,
    `https://${domain}/oauth/token`,
    {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        grant_type: "client_credentials",
        ...proofOf(access, transport.now(), what),
        audience: access.audience ?? `https://${domain}/api/v2/`,
      }),
    },
    what,
  );
  if (answer.status >= 400) throw refused(answer, what, access);
  const { access_token: value, scope } = (answer.body ?? {}) as Record<string, unknown>;
  if (typeof value !== "string" || value === "")
    throw new CallFailure({
      kind: "unexpected",
      what,
      why: "the response contains no token.",
      remedy: "Check that the domain belongs to an Auth0 tenant, and that no proxy responds in its place.",
    });
  return { value, scopes: typeof scope === "string" ? scope.split(" ") : scopesIn(claimsIn(value)), answer };
}

/** The client, and its secret or its signed assertion. */
function proofOf(
  { domain, clientId, clientSecret, privateKey }: Auth0Access,
  now: Date,
  what: string,
): Record<string, string> {
  if (clientId !== undefined && clientSecret !== undefined)
    return { client_id: clientId, client_secret: clientSecret };
  if (clientId !== undefined && privateKey !== undefined)
    return {
      client_id: clientId,
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: clientAssertion(clientId, domain, privateKey, now, what),
    };
  throw new CallFailure({
    kind: "no-credentials",
    what,
    why: "there is neither a client secret nor a private key.",
    remedy:
      "Set auth0:clientSecret or auth0:clientAssertionPrivateKey. Or set AUTH0_API_TOKEN to a token of the Management API.",
  });
}

/** Auth0's rejections of client credentials [api/authentication/client-credentials-flow]. */
function refused({ status, body }: JsonAnswer, what: string, access: Auth0Access): CallFailure {
  const { domain, audience } = access;
  // "Service not enabled within domain: https://login.example.com/api/v2/": there is no such API.
  if (/Service not enabled within domain/.test(JSON.stringify(body ?? ""))) {
    const [why, remedy] =
      audience === undefined
        ? [
            `${domain} has no Management API; it looks like a custom domain.`,
            "Set auth0:domain to the tenant's own domain (TENANT.REGION.auth0.com, in the dashboard under Settings, General).",
          ]
        : [
            `the tenant has no API with the identifier ${audience}.`,
            "Remove auth0:audience and unset AUTH0_AUDIENCE, or set one to the identifier of the tenant's Management API (https://TENANT.REGION.auth0.com/api/v2/).",
          ];
    return new CallFailure({ kind: "no-tenant", what, status, why, remedy });
  }
  if (status === 403) {
    return new CallFailure({
      kind: "credentials",
      what,
      status,
      why: "the application may not use the Management API.",
      remedy: "In the dashboard, authorize it for the Auth0 Management API (Applications, its APIs tab).",
    });
  }
  if (status === 429 || status >= 500) return serverFailure(status, what, domain);
  if (access.clientSecret === undefined && hostOf(`https://${domain}`).some(isLoopback))
    return new CallFailure({
      kind: "credentials",
      what,
      status,
      why: "a local tenant does not accept a client's private key.",
      remedy: "Set auth0:clientSecret to the secret that npm run sandbox prints.",
    });
  const [proof, key, variable] =
    access.clientSecret === undefined
      ? ["private key", "clientAssertionPrivateKey", "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY"]
      : ["secret", "clientSecret", "AUTH0_CLIENT_SECRET"];
  return new CallFailure({
    kind: status === 404 ? "no-tenant" : "credentials",
    what,
    status,
    why:
      status === 404 ? "the domain does not belong to a tenant." : `the client ID or its ${proof} is wrong.`,
    remedy:
      status === 404
        ? "Check auth0:domain."
        : `Set auth0:clientId and auth0:${key} of the Machine to Machine application again. They take precedence over AUTH0_CLIENT_ID and ${variable}.`,
  });
}

/** A Management API token is a JWT that names its scopes. */
function scopesIn({ scope }: Claims): string[] | undefined {
  return typeof scope === "string" ? scope.split(" ") : undefined;
}
