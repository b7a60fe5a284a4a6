/** Why a call failed: a closed set, so that a command can tell what else is in vain. */
export type FailureKind =
  | "unknown-host"
  | "no-tenant"
  | "unreachable"
  | "untrusted"
  | "timeout"
  | "redirect"
  | "too-large"
  | "not-json"
  | "unexpected"
  | "credentials"
  | "no-credentials"
  | "scope"
  | "missing"
  | "rate-limit"
  | "server"
  | "refused";

export interface FailureParts {
  kind: FailureKind;
  /** What could not be done, as in `read the clients of tenant.eu.auth0.com`. */
  what: string;
  /** A whole sentence. */
  why: string;
  /** What to do, a whole sentence. */
  remedy: string;
  /** The HTTP status, where there was an answer. */
  status?: number;
}

/**
 * A call that failed. Its message says what, why and what to do, and never holds a secret. What was answered
 * is in it only where that is needed to understand why a write was refused.
 */
export class CallFailure extends Error {
  override readonly name = "CallFailure";
  readonly kind: FailureKind;
  readonly why: string;
  readonly remedy: string;
  readonly status: number | undefined;

  constructor({ kind, what, why, remedy, status }: FailureParts) {
    super(`Failed to ${what}: ${why} ${remedy}`);
    this.kind = kind;
    this.why = why;
    this.remedy = remedy;
    this.status = status;
  }
}
