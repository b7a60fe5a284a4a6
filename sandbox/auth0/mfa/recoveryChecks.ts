import type { TenantLog } from "../logs/tenantLog.ts";
import { subjectOf } from "./phoneMessage.ts";
import type { SignInContext } from "./phoneMessage.ts";
import type { UserRecord } from "../state/tenantState.ts";
import type { Tenant } from "../tenant.ts";
import { authenticatorsOf } from "./authenticators.ts";
import { Bucket } from "./bucket.ts";
import { readRecoveryCode, useRecoveryCode } from "./recoveryCodes.ts";

export type RecoveryFault = "invalid-code-format" | "invalid-code" | "too-many-failures";

/** Checks recovery codes: ten wrong ones per user, with one more every six minutes. */
export class RecoveryChecks {
  readonly #tenant: Tenant;
  readonly #log: TenantLog;
  readonly #failures: Bucket;

  constructor(tenant: Tenant, log: TenantLog) {
    this.#tenant = tenant;
    this.#log = log;
    this.#failures = new Bucket(10, 360, () => tenant.now());
  }

  /** Undefined if the code was correct, which uses it up. */
  check(user: UserRecord, typed: unknown, context: SignInContext): RecoveryFault | undefined {
    const { state } = this.#tenant;
    const isOffered =
      state.guardian.factors["recovery-code"] === true && authenticatorsOf(state, user.user_id).length > 0;
    if (!isOffered) return "invalid-code";
    const code = readRecoveryCode(typed);
    if (code === undefined) return "invalid-code-format";
    if (!this.#failures.take(user.user_id)) {
      this.#log.write("gd_recovery_rate_limit_exceed", subjectOf(context, user));
      return "too-many-failures";
    }
    if (!useRecoveryCode(state, user.user_id, code)) {
      this.#log.write("gd_recovery_failed", subjectOf(context, user));
      return "invalid-code";
    }
    this.#failures.giveBack(user.user_id);
    this.#log.write("gd_recovery_succeed", subjectOf(context, user));
    return undefined;
  }

  clear(): void {
    this.#failures.clear();
  }
}
