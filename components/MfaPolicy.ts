import * as auth0 from "@pulumi/auth0";
import * as pulumi from "@pulumi/pulumi";
import { guardianSettingsBut } from "./guardianSettings.ts";
import { Teardown } from "./Teardown.ts";
import type { MfaPolicy as Policy } from "../mfa/policies.ts";
import { policyToWire } from "../mfa/policies.ts";

export interface MfaPolicyArgs {
  policy: Policy;
  /** Whether the policy refuses to be destroyed, which would lower it to Never. */
  protect: boolean;
}

/** When Auth0 asks for the second factor. It must depend on all that makes messages possible. */
export class MfaPolicy extends pulumi.ComponentResource {
  constructor(name: string, args: MfaPolicyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("auth0-phone-mfa:index:MfaPolicy", name, {}, opts);
    const { policy, protect } = args;

    // Before the policy: what is required must be able to be released, wherever an `up` is killed.
    const teardown = new Teardown(`${name}-teardown`, "policy", { parent: this, protect });
    new auth0.Guardian(
      name,
      { policy: policyToWire(policy) },
      {
        parent: this,
        protect,
        dependsOn: teardown,
        retainOnDelete: true,
        ignoreChanges: guardianSettingsBut("policy"),
      },
    );

    this.registerOutputs({});
  }
}
