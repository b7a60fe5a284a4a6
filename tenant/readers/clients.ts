import { z } from "zod";
import { ownershipKey } from "../../configuration/ownership.ts";
import { listByPage } from "../api/lists.ts";
import type { TenantReader } from "../api/ManagementApi.ts";
import { CallFailure } from "../http/CallFailure.ts";
import { shaped } from "../http/shape.ts";

/** An application of the tenant, with the settings of a SPA client. Never with its secret. */
export interface Client {
  clientId: string;
  name: string;
  description: string;
  /** `spa`, `regular_web` …; `undefined` if nobody has chosen a type. */
  appType: string | undefined;
  callbacks: string[];
  logoutUrls: string[];
  webOrigins: string[];
  grantTypes: string[];
  tokenEndpointAuthMethod: string | undefined;
  oidcConformant: boolean;
  jwtAlgorithm: string | undefined;
  refreshTokenRotation: string | undefined;
  refreshTokenExpiration: string | undefined;
  /** `deny`, `allow` or `require`; Auth0 omits the first, its default. */
  organizationUsage: string;
  /** The metadata of the stack that registered it (`ownershipMark`). */
  ownershipMark: string | undefined;
}

const texts = z.array(z.string()).nullish();
const text = z.string().nullish();

const answer = z.object({
  client_id: z.string(),
  name: z.string(),
  description: text,
  app_type: text,
  callbacks: texts,
  allowed_logout_urls: texts,
  web_origins: texts,
  grant_types: texts,
  token_endpoint_auth_method: text,
  oidc_conformant: z.boolean().nullish(),
  jwt_configuration: z.object({ alg: text }).nullish(),
  refresh_token: z.object({ rotation_type: text, expiration_type: text }).nullish(),
  organization_usage: text,
  client_metadata: z.record(z.string(), z.unknown()).nullish(),
});

/** Only the needed fields are requested: a token that may read client keys would get secrets too. */
const fields = `fields=${Object.keys(answer.shape).join(",")}&include_fields=true`;

/** All applications of the tenant except its own "All Applications". */
export async function readClients(api: TenantReader): Promise<Client[]> {
  const what = "the applications";
  const path = `/clients?is_global=false&include_totals=true&${fields}`;
  const items = await listByPage(api, path, "clients", what);
  return shaped(z.array(answer), items, what).map(toClient);
}

/** One application, or `undefined` if it was not found. */
export async function readClient(api: TenantReader, clientId: string): Promise<Client | undefined> {
  const what = "the application";
  try {
    const body = await api.get(`/clients/${encodeURIComponent(clientId)}?${fields}`, what);
    return toClient(shaped(answer, body, what));
  } catch (error) {
    if (error instanceof CallFailure && error.kind === "missing") return undefined;
    throw error;
  }
}

function toClient(client: z.infer<typeof answer>): Client {
  return {
    clientId: client.client_id,
    name: client.name,
    description: client.description ?? "",
    appType: client.app_type ?? undefined,
    callbacks: client.callbacks ?? [],
    logoutUrls: client.allowed_logout_urls ?? [],
    webOrigins: client.web_origins ?? [],
    grantTypes: client.grant_types ?? [],
    tokenEndpointAuthMethod: client.token_endpoint_auth_method ?? undefined,
    oidcConformant: client.oidc_conformant === true,
    jwtAlgorithm: client.jwt_configuration?.alg ?? undefined,
    refreshTokenRotation: client.refresh_token?.rotation_type ?? undefined,
    refreshTokenExpiration: client.refresh_token?.expiration_type ?? undefined,
    organizationUsage: client.organization_usage ?? "deny",
    ownershipMark: markIn(client.client_metadata ?? {}),
  };
}

function markIn(metadata: Readonly<Record<string, unknown>>): string | undefined {
  const mark = metadata[ownershipKey];
  return typeof mark === "string" ? mark : undefined;
}
