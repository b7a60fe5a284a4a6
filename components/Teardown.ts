import type * as pulumi from "@pulumi/pulumi";
import { OwnResource } from "./OwnResource.ts";

/** The part of a tenant's MFA that is taken away. */
export type TornDown = "policy" | "factor" | "sender";

/**
 * Stands beside a part of a tenant's MFA, and goes first when that is taken away. Its delete sets the policy to Never, or turns the
 * phone factor off; and it refuses, before anything is lost, where users would be asked for a code that can't come.
 *
 * The provider's own delete of a `Guardian` turns off every factor of the tenant, whoever turned it on, and goes on
 * after a call that failed. So the Guardians are retained on delete, and this does it instead (docs/decisions/0016).
 */
export class Teardown extends OwnResource {
  constructor(name: string, part: TornDown, opts: pulumi.CustomResourceOptions) {
    super(name, "teardown.ts", { part }, opts);
  }
}
