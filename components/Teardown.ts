import * as pulumi from "@pulumi/pulumi";

/** The part of a tenant's MFA that is taken away. */
export type TornDown = "policy" | "factor" | "sender";

/**
 * Stands beside a part of a tenant's MFA, and goes first when that is taken away. Its delete sets the policy to Never, or turns the
 * phone factor off; and it refuses, before anything is lost, where users would be asked for a code that can't come.
 *
 * The provider's own delete of a `Guardian` turns off every factor of the tenant, whoever turned it on, and goes on
 * after a call that failed. So the Guardians are retained on delete, and this does it instead (docs/decisions/0016).
 *
 * It is a dynamic resource without the SDK's serialized closures: the code stays in the project, none of it in the state.
 */
export class Teardown extends pulumi.CustomResource {
  constructor(name: string, part: TornDown, opts: pulumi.CustomResourceOptions) {
    super("pulumi-nodejs:dynamic:Resource", name, { part, __provider: code }, opts);
  }
}

/** The host of dynamic resources runs in the project's folder. */
const code = 'exports.handler = () => require(process.cwd() + "/tenant/teardown.ts");';
