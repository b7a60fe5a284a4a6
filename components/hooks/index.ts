import type { Removal } from "../../configuration/parts.ts";
import type { Hook } from "./Hook.ts";

/** A hook as it is registered. */
interface Registered {
  /** Loads its code only when it runs, so that a run without changes loads none of it. */
  load: () => Promise<Hook>;
  /** Whether it also runs in a preview, or only in a preview. Such a hook only reads. */
  onDryRun?: true | "only";
}

/**
 * The hooks of a stack, by the last part of their names. A state records the names, so they are an API, like
 * URNs.
 */
export const hooks = {
  "same-experience": { load: async () => (await import("./checks.ts")).sameExperience, onDryRun: true },
  "codes-can-arrive": { load: async () => (await import("./checks.ts")).codesCanArrive, onDryRun: true },
  "existing-client": { load: async () => (await import("./checks.ts")).existingClient, onDryRun: true },
  account: { load: async () => (await import("./checks.ts")).account, onDryRun: true },
  "mfa-by-action": { load: async () => (await import("./mfaActions.ts")).mfaByAction, onDryRun: "only" },
  "registered-client": { load: async () => (await import("./clients.ts")).registeredClient },
  "new-action": { load: async () => (await import("./actions.ts")).newAction },
  "new-template": { load: async () => (await import("./templates.ts")).newTemplate },
  binding: { load: async () => (await import("./actions.ts")).binding },
  sender: { load: async () => (await import("./sender.ts")).sender },
  credentials: { load: async () => (await import("./credentials.ts")).credentials },
  mfa: { load: async () => (await import("./mfa.ts")).mfa },
  "client-release": { load: async () => (await import("./clients.ts")).clientRelease },
  "client-removal": {
    load: async () => (await import("./removals.ts")).clientRemoval,
  },
  "policy-removal": { load: async () => (await import("./removals.ts")).policyRemoval },
  "other-factors-removal": { load: async () => (await import("./removals.ts")).otherFactorsRemoval },
  "factor-removal": { load: async () => (await import("./removals.ts")).factorRemoval },
  "sender-removal": { load: async () => (await import("./removals.ts")).senderRemoval },
  "binding-removal": {
    load: async () => (await import("./removals.ts")).bindingRemoval,
  },
  "action-removal": { load: async () => (await import("./removals.ts")).actionRemoval },
  "service-removal": { load: async () => (await import("./twilioRemovals.ts")).serviceRemoval },
  "attachment-removal": { load: async () => (await import("./twilioRemovals.ts")).attachmentRemoval },
  "template-removal": {
    load: async () => (await import("./removals.ts")).templateRemoval,
  },
  protection: { load: async () => (await import("./removals.ts")).protection },
} as const satisfies Record<Removal | (string & {}), Registered>;

export type HookName = keyof typeof hooks;

export const hookNames = Object.keys(hooks) as HookName[];

export const registeredAs = (name: HookName): Registered => hooks[name];
