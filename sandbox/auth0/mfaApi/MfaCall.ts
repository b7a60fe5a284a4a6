import type { JsonObject } from "../json.ts";
import type { OidcServices } from "../oidc/services.ts";
import type { UserRecord } from "../state/tenantState.ts";
import type { MfaSession } from "../mfa/mfaTokens.ts";
import type { SignInContext } from "../mfa/phoneMessage.ts";

/** An error of the MFA API, in OAuth's format. */
export class MfaApiError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 429;
  readonly code: string;

  constructor(status: 400 | 401 | 403 | 404 | 429, code: string, description: string) {
    super(description);
    this.status = status;
    this.code = code;
  }
}

/** A call whose mfa_token represents a user who is signing in. */
export interface MfaCall {
  services: OidcServices;
  session: MfaSession;
  user: UserRecord;
  /** The sign-in's context, in the language of this call. */
  context: SignInContext;
  body: JsonObject;
}
