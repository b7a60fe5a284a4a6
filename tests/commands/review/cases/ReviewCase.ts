import type { ReviewVerdict } from "../../../../commands/review/risks/Verdict.ts";
import type { SandboxDescription } from "../../../../sandbox/index.ts";
import type { Api } from "../../../../commands/local/localTenant.ts";

/** One change of a deployed stack, previewed by the real engine. */
export interface ReviewCase {
  /** The name of its recorded preview, and of its golden report. */
  name: string;
  /** What the review must say, whatever the golden file holds. */
  verdict: ReviewVerdict;
  /** Values of the stack's configuration; `undefined` removes one. */
  set?: Record<string, unknown>;
  /** Values that the tenant or the account generates. */
  setFrom?: (tenant: Tenant) => Promise<Record<string, unknown>>;
  /** Secrets of the stack's configuration, by their full keys. */
  secrets?: (tenant: Tenant) => Promise<Record<string, string>>;
  /** A file of the program, and what is replaced in it by what. */
  edit?: { file: string; from: string | RegExp; to: string };
  /** A change that somebody makes on the tenant, which the preview reads first. */
  tenant?: (api: Api) => Promise<unknown>;
  /** Previews the destroy of the stack. */
  destroy?: true;
}

export interface Tenant {
  description: SandboxDescription;
  api: Api;
}

/** A stack that several cases share. */
export interface ReviewVariant {
  stack: "dev" | "prod";
  phoneExperience: "unified" | "legacy";
  sender: "twilio" | "plivo";
  /** The case of the preview before the first up. */
  first: ReviewCase;
  cases: readonly ReviewCase[];
}
