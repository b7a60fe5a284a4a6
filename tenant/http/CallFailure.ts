/** Why a call failed: a fixed set, so that a command knows which other calls are pointless. */
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
  /** What failed, as in `read the clients of tenant.eu.auth0.com`. */
  what: string;
  /** A whole sentence. */
  why: string;
  /** What to do, a whole sentence. */
  remedy: string;
  /** The HTTP status, if there was a response. */
  status?: number;
}

/**
 * A failed call. Its message says what failed, why, and what to do, and never holds a secret. It quotes the
 * response only if that is necessary to understand why a write was rejected.
 */
export class CallFailure extends Error {
  override readonly name = "CallFailure";
  readonly kind: FailureKind;
  readonly why: string;
  readonly remedy: string;
  readonly status: number | undefined;

  constructor({ kind, what, why, remedy, status }: FailureParts) {
    super(`Failed to ${what}: ${[why, asFix(remedy)].filter(Boolean).join(" ")}`);
    this.kind = kind;
    this.why = why;
    this.remedy = remedy;
    this.status = status;
  }

  /** The remedy as the end of an error. */
  get fix(): string {
    return asFix(this.remedy);
  }
}

/** `Fix: try again.` A name such as NO_PROXY keeps its case. */
const asFix = (remedy: string): string =>
  remedy && `Fix: ${remedy.replace(/^[A-Z](?![A-Z])/, (first) => first.toLowerCase())}`;
