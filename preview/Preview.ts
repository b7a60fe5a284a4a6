import type { Removal } from "../configuration/parts.ts";
import type { Path } from "./paths.ts";

/** What a preview of one stack would do, parsed and checked from the engine's JSON. */
export interface Preview {
  steps: readonly Step[];
  /** Errors and warnings of the engine, the program or a plugin; no debug lines. */
  errors: readonly string[];
  /** Names of Actions in the tenant's login flow that may require MFA, from the warnings of hooks. */
  mfaActions: readonly string[];
  /** What is missing in the document. A review with a gap always has a warning. */
  gaps: readonly string[];
}

/** One resource in a preview. */
export interface Step {
  /** The engine's operation: create, update, same, delete, replace… */
  op: string;
  urn: string;
  /** The whole type, `auth0:index/client:Client`. */
  type: string;
  /** The last part of its type: `Client`. */
  kind: string;
  name: string;
  before: State | undefined;
  after: State | undefined;
  /** What the stack will manage: parts, and other factors. */
  managed: readonly string[];
  /** The changed properties, by path. Empty for a resource that is created, deleted or unchanged. */
  paths: readonly ChangedPath[];
}

export interface ChangedPath {
  path: Path;
  /** In the engine's notation. */
  written: string;
  /** Whether it is gone afterwards. */
  isGone: boolean;
}

/** A resource in the state, or as it will be. */
export interface State {
  custom: boolean;
  external: boolean;
  inputs: Values;
  outputs: Values;
  protect: boolean;
  retainOnDelete: boolean;
  /** The hooks that remove it when the stack no longer declares it. */
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
