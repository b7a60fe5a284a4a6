import * as auth0 from "@pulumi/auth0";
import * as pulumi from "@pulumi/pulumi";
import type { MfaPolicyName } from "./terms.ts";

export interface MfaPolicyArgs {
  policy: MfaPolicyName;
}

/** Auth0's name of each policy, as its provider takes it. */
const providerPolicies = {
  always: "all-applications",
  adaptive: "confidence-score",
  never: "never",
} as const satisfies Record<MfaPolicyName, string>;

/** When Auth0 asks for the second factor. It must depend on all that makes messages possible. */
export class MfaPolicy extends pulumi.ComponentResource {
  constructor(name: string, args: MfaPolicyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("auth0-phone-mfa:index:MfaPolicy", name, {}, opts);

    new auth0.Guardian(
      name,
      { policy: providerPolicies[args.policy] },
      // The factor is PhoneFactor's: what a refresh reads of it here must never be written back.
      { parent: this, ignoreChanges: ["phone"] },
    );

    this.registerOutputs({});
  }
}
