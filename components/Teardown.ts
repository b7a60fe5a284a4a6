import * as pulumi from "@pulumi/pulumi";

/** The setting of the tenant that a delete takes back. */
export type TornDown = "policy" | "factor";

/**
 * Takes one setting back when it is deleted: the policy to Never, the phone factor to off.
 *
 * The provider's own delete of a `Guardian` turns off every factor of the tenant, whoever turned it on, and goes on
 * after a call that failed. So the Guardians are retained on delete, and this does it instead (docs/decisions/0016).
 *
 * It is a dynamic resource without the SDK's serialized closures: the code stays in the project, none of it in the state.
 */
export class Teardown extends pulumi.CustomResource {
  constructor(name: string, setting: TornDown, opts: pulumi.CustomResourceOptions) {
    super("pulumi-nodejs:dynamic:Resource", name, { setting, __provider: code }, opts);
  }
}

/** The host of dynamic resources runs in the project's folder. */
const code = 'exports.handler = () => require(process.cwd() + "/tenant/teardown.ts");';
