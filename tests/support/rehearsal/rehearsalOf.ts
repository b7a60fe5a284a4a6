import type { Rehearsal, SignIn } from "../../../commands/review/rehearsal/Rehearsal.ts";

/** A rehearsal of a change of the dev stack that went through, with these sign-ins. */
export const rehearsalOf = (signIns: SignIn[], assumptions: string[] = []): Rehearsal => ({
  stack: "dev",
  base: "main",
  fingerprint: "",
  up: { done: true },
  signIns,
  callbackChecks: [],
  assumptions,
});
