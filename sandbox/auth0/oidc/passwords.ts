import type { TenantLog } from "../logs/tenantLog.ts";
import { subjectOf } from "../mfa/phoneMessage.ts";
import type { SignInContext } from "../mfa/phoneMessage.ts";
import { Bucket } from "../mfa/bucket.ts";
import type { TenantState, UserRecord } from "../state/tenantState.ts";
import type { Tenant } from "../tenant.ts";
import { connectionsFor } from "./connections.ts";

export type PasswordFault = "wrong-email-credentials" | "user-blocked" | "same-user-login" | "ip-blocked";

const day = 86_400;

export interface PasswordAttempt {
  /** The email address or username as typed. */
  identifier: string;
  password: string;
  context: SignInContext;
  /** Whether the browser has signed this user in before: other people's attempts never block it. */
  isKnownBrowser: (user: UserRecord) => boolean;
  /** The only connection to search; all of the client's by default. */
  connection?: string | undefined;
}

/**
 * Checks passwords, with Auth0's limits:
 *
 * - Ten wrong passwords for an account from one address block the account for that address
 * [secure/attack-protection/brute-force-protection].
 * - A hundred a day from one address block the address [secure/attack-protection/suspicious-ip-throttling].
 * - An account accepts twenty tries a minute from one address, then ten a minute
 * [troubleshoot/customer-support/operational-policies/rate-limit-policy].
 */
export class Passwords {
  readonly #tenant: Tenant;
  readonly #log: TenantLog;
  readonly #failures: Bucket;
  readonly #failuresOfAddress: Bucket;
  readonly #tries: Bucket;

  constructor(tenant: Tenant, log: TenantLog) {
    const now = (): Date => tenant.now();
    this.#tenant = tenant;
    this.#log = log;
    // Auth0 lifts the block through an email to the user, or after 30 days.
    this.#failures = new Bucket(10, 30 * day, now);
    this.#failuresOfAddress = new Bucket(100, day / 100, now);
    this.#tries = new Bucket(20, 6, now);
  }

  /**
   * The user, or the reason for a failure. Unknown and known accounts take the same time and give the same
   * response.
   */
  async check(attempt: PasswordAttempt): Promise<{ user: UserRecord } | { fault: PasswordFault }> {
    const { identifier, password, context } = attempt;
    const user = this.#find(attempt);
    const isKnown = user !== undefined && attempt.isKnownBrowser(user);
    const account = `${isKnown ? "known" : context.ip} ${user?.user_id ?? identifier.trim().toLowerCase()}`;
    const fault = this.#limit(account, context);
    if (fault !== undefined) {
      this.#log.write(fault === "ip-blocked" ? "limit_mu" : "limit_wc", subjectOf(context, user));
      return { fault };
    }
    // Counted before the comparison: a thousand at once count as a thousand tries.
    this.#failures.take(account);
    this.#failuresOfAddress.take(context.ip);
    const isRight = await this.#tenant.passwords.match(user, password);
    if (!isRight || user === undefined) return this.#refuse(identifier, context, user);
    this.#failures.clear(account);
    this.#failuresOfAddress.giveBack(context.ip);
    return user.profile["blocked"] === true ? this.#refuseBlocked(context, user) : { user };
  }

  #limit(account: string, { ip }: SignInContext): PasswordFault | undefined {
    if (this.#failuresOfAddress.left(ip) < 1) return "ip-blocked";
    if (this.#failures.left(account) < 1) return "user-blocked";
    return this.#tries.take(account) ? undefined : "same-user-login";
  }

  #find({ identifier, context, connection }: PasswordAttempt): UserRecord | undefined {
    const names = connectionsFor(this.#tenant.state, context.clientId).map(({ name }) => name);
    const wanted = connection === undefined ? names : names.filter((name) => name === connection);
    return findByIdentifier(this.#tenant.state, wanted, identifier);
  }

  #refuse(
    identifier: string,
    context: SignInContext,
    user: UserRecord | undefined,
  ): { fault: PasswordFault } {
    const subject = { ...subjectOf(context, user), user_name: user?.email ?? identifier.slice(0, 128) };
    this.#log.write(user === undefined ? "fu" : "fp", subject, "Wrong email or password.");
    return { fault: "wrong-email-credentials" };
  }

  #refuseBlocked(context: SignInContext, user: UserRecord): { fault: PasswordFault } {
    this.#log.write("f", subjectOf(context, user), "user is blocked");
    return { fault: "user-blocked" };
  }

  clear(): void {
    for (const bucket of [this.#failures, this.#failuresOfAddress, this.#tries]) bucket.clear();
  }
}

function findByIdentifier(
  state: TenantState,
  connections: readonly string[],
  typed: string,
): UserRecord | undefined {
  const identifier = typed.trim();
  return state.users.find(
    (user) =>
      connections.includes(user.connection) &&
      (user.email === identifier.toLowerCase() || user.profile["username"] === identifier),
  );
}
