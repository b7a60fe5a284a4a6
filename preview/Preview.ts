import type { Removal } from "../configuration/parts.ts";
import type { Path } from "./paths.ts";

/** What a preview of one stack would do, as the engine's JSON has it, checked. */
export interface Preview {
  steps: readonly Step[];
  /** What the engine, the program or a plugin said against it; no debug lines. */
  errors: readonly string[];
  /** Names of Actions in the tenant's login flow that may require MFA, as far as a hook has warned of them. */
  mfaActions: readonly string[];
  /** What is missing in the document; a review with a gap is never without a warning. */
  gaps: readonly string[];
}

/** One resource in a preview. */
export interface Step {
  /** The engine's word: create, update, same, delete, replace… */
  op: string;
  urn: string;
  /** The whole type, `auth0:index/client:Client`. */
  type: string;
  /** The last part of its type: `Client`. */
  kind: string;
  name: string;
  before: State | undefined;
  after: State | undefined;
  /** What of its tenant the stack will manage: parts, and factors beside the phone. */
  managed: readonly string[];
  /** What changes, by path. Empty for what is created, deleted or left as it is. */
  paths: readonly ChangedPath[];
}

export interface ChangedPath {
  path: Path;
  /** As the engine writes it. */
  written: string;
  /** Whether it is gone afterwards. */
  isGone: boolean;
}

/** A resource as the state has it, or as it will be. */
export interface State {
  custom: boolean;
  external: boolean;
  inputs: Values;
  outputs: Values;
  protect: boolean;
  retainOnDelete: boolean;
  /** The hooks that take it back when the stack lets go of it. */
  removals: readonly Removal[];
  ignoreChanges: readonly string[];
  replaceOnChanges: readonly string[];
  hideDiff: readonly string[];
  parent: string;
  /** URNs that it waits for. */
  dependencies: readonly string[];
}

export type Values = Readonly<Record<string, unknown>>;

/** A rule of the policy pack that the stack would break. */
export interface Violation {
  rule: string;
  /** `mandatory` stops an `up`. */
  level: string;
  message: string;
}
