import type * as pulumi from "@pulumi/pulumi";
import { OwnResource } from "./OwnResource.ts";

/**
 * Binds a stack to the tenant of its first `up`: another domain in its configuration stops a preview and an `up` before
 * anything is written: the program waits for it before it declares all else (docs/decisions/0022).
 */
export class PinnedTenant extends OwnResource {
  /** @param domain the tenant's domain, as the configuration has it */
  constructor(name: string, domain: string, opts: pulumi.CustomResourceOptions = {}) {
    super(name, "pinnedTenant.ts", { domain }, opts);
  }

  /** Waits until the engine has taken it. Where it does not, the run ends here. */
  async taken(): Promise<void> {
    await new Promise((resolve) => this.urn.apply(resolve));
  }
}
