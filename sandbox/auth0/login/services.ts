import type { ActionRuntime } from "../actions/ActionRuntime.ts";
import type { TenantLog } from "../logs/tenantLog.ts";
import type { PhoneMessages } from "../messages/phoneMessages.ts";
import type { Challenges } from "../mfa/challenges.ts";
import type { Authentications } from "../oidc/authentications.ts";
import type { OidcStore } from "../oidc/store.ts";
import type { Tenant } from "../tenant.ts";
import type { MfaTokens } from "../mfa/mfaTokens.ts";
import type { Passwords } from "./passwords.ts";
import type { Transactions } from "./transactions.ts";
import type { RecoveryChecks } from "../mfa/recoveryChecks.ts";

/** All that sign-in works with besides the tenant's state; in memory, gone with the process. */
export interface SignInServices {
  tenant: Tenant;
  log: TenantLog;
  store: OidcStore;
  authentications: Authentications;
  passwords: Passwords;
  challenges: Challenges;
  recovery: RecoveryChecks;
  transactions: Transactions;
  mfaTokens: MfaTokens;
  messages: PhoneMessages;
  actions: ActionRuntime;
  /** Signs cookies; made at each start. */
  cookieKey: string;
}
