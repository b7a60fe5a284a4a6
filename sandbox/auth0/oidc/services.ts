import type { Context } from "hono";
import type { HttpEnv } from "../edge/httpEnv.ts";
import type { TenantLog } from "../logs/tenantLog.ts";
import type { Challenges } from "../mfa/challenges.ts";
import type { MfaTokens } from "../mfa/mfaTokens.ts";
import type { RecoveryChecks } from "../mfa/recoveryChecks.ts";
import type { Tenant } from "../tenant.ts";
import type { Authentications } from "./authentications.ts";
import type { Passwords } from "./passwords.ts";
import type { OidcStore } from "./store.ts";

/** What the protocol uses besides the tenant's state; in memory, lost with the process. */
export interface OidcServices {
  tenant: Tenant;
  log: TenantLog;
  store: OidcStore;
  authentications: Authentications;
  passwords: Passwords;
  challenges: Challenges;
  recovery: RecoveryChecks;
  transactions: SignInsUnderWay;
  mfaTokens: MfaTokens;
  /** Signs cookies; generated at each start. */
  cookieKey: string;
}

/** Sign-ins between their first page and their end; the login owns them. */
export interface SignInsUnderWay {
  /** Ends the sign-in of an interaction, and returns what was requested at its start. */
  endOf: (interactionId: string | undefined) => { wantsOfflineAccess: boolean } | undefined;
}

/** Ends a request with the tenant's error page. */
export type SendError = (
  c: Context<HttpEnv>,
  tenant: Tenant,
  error: {
    clientId?: string | undefined;
    title: string;
    message: string;
    explanation?: string;
    status: 400 | 403;
  },
) => Promise<Response>;
