import { password, tokens } from "../tenant/fixture.ts";
import type { Fixture } from "../tenant/fixture.ts";

export const passwordRealmGrant = "http://auth0.com/oauth/grant-type/password-realm";
export const mfaOobGrant = "http://auth0.com/oauth/grant-type/mfa-oob";
export const mfaRecoveryGrant = "http://auth0.com/oauth/grant-type/mfa-recovery-code";

const grants = ["password", "refresh_token", passwordRealmGrant, mfaOobGrant, mfaRecoveryGrant];

/** A confidential application that signs users in without a browser. */
export interface Program {
  client_id: string;
  client_secret: string;
}

export async function newProgram(fixture: Fixture, grant_types: string[] = grants): Promise<Program> {
  const { client_id, client_secret } = (await fixture.api("POST", "/clients", {
    name: "Program",
    app_type: "regular_web",
    grant_types,
    oidc_conformant: true,
  })) as Program;
  return { client_id, client_secret };
}

/** A password grant. */
export const passwordGrant = (
  fixture: Fixture,
  program: Program,
  username: string,
  more: Record<string, unknown> = {},
) => tokens(fixture, { grant_type: "password", ...program, username, password, ...more });

/** The token that stands for a password given and a second factor still to come. */
export async function mfaToken(fixture: Fixture, program: Program, username: string): Promise<string> {
  const { body } = await passwordGrant(fixture, program, username);
  return String(body["mfa_token"]);
}

/** A call of the MFA API. */
export async function mfaCall(
  fixture: Fixture,
  token: string,
  path: string,
  body: unknown = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${fixture.url}/mfa/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** The exchange of a code for tokens. */
export const mfaOob = (
  fixture: Fixture,
  program: Program,
  mfa_token: string,
  oob_code: unknown,
  binding_code: unknown,
) => tokens(fixture, { grant_type: mfaOobGrant, ...program, mfa_token, oob_code, binding_code });
