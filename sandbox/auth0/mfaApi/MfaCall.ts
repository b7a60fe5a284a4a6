import type { JsonObject } from "../json.ts";
import type { OidcServices } from "../oidc/services.ts";
import type { UserRecord } from "../state/tenantState.ts";
import type { MfaSession } from "../mfa/mfaTokens.ts";
import type { SignInContext } from "../mfa/phoneMessage.ts";

/** A refusal of the MFA API, in OAuth's shape. */
export class MfaApiError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 429;
  readonly code: string;

  constructor(status: 400 | 401 | 403 | 404 | 429, code: string, description: string) {
    super(description);
    this.status = status;
    this.code = code;
  }
}

/** A call whose mfa_token stands for a user under way. */
export interface MfaCall {
  services: OidcServices;
  session: MfaSession;
  user: UserRecord;
  /** The sign-in's, in the language of this call. */
  context: SignInContext;
  body: JsonObject;
}
