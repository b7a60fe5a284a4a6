import type { ActionRuntime } from "../actions/ActionRuntime.ts";
import type { PhoneMessages } from "../messages/phoneMessages.ts";
import type { OidcServices } from "../oidc/services.ts";
import type { Transactions } from "./transactions.ts";

/** Everything that sign-in uses besides the tenant's state; in memory, lost with the process. */
export interface SignInServices extends OidcServices {
  transactions: Transactions;
  messages: PhoneMessages;
  actions: ActionRuntime;
}
