import { password, tokens } from "../tenant/world.ts";
import type { World } from "../tenant/world.ts";

export const passwordRealmGrant = "http://auth0.com/oauth/grant-type/password-realm";
export const mfaOobGrant = "http://auth0.com/oauth/grant-type/mfa-oob";
export const mfaRecoveryGrant = "http://auth0.com/oauth/grant-type/mfa-recovery-code";

const grants = ["password", "refresh_token", passwordRealmGrant, mfaOobGrant, mfaRecoveryGrant];

/** A confidential application that signs users in without a browser. */
export interface Program {
  client_id: string;
  client_secret: string;
}

export async function newProgram(world: World, grant_types: string[] = grants): Promise<Program> {
  const { client_id, client_secret } = (await world.api("POST", "/clients", {
    name: "Program",
    app_type: "regular_web",
    grant_types,
    oidc_conformant: true,
  })) as Program;
  return { client_id, client_secret };
}

/** A password grant. */
export const passwordGrant = (
  world: World,
  program: Program,
  username: string,
  more: Record<string, unknown> = {},
) => tokens(world, { grant_type: "password", ...program, username, password, ...more });

/** The token that stands for a password given and a second factor still to come. */
export async function mfaToken(world: World, program: Program, username: string): Promise<string> {
  const { body } = await passwordGrant(world, program, username);
  return String(body["mfa_token"]);
}

/** A call of the MFA API. */
export async function mfaCall(
  world: World,
  token: string,
  path: string,
  body: unknown = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${world.url}/mfa/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** The exchange of a code for tokens. */
export const mfaOob = (
  world: World,
  program: Program,
  mfa_token: string,
  oob_code: unknown,
  binding_code: unknown,
) => tokens(world, { grant_type: mfaOobGrant, ...program, mfa_token, oob_code, binding_code });
