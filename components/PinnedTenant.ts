import * as pulumi from "@pulumi/pulumi";

/**
 * Binds a stack to the tenant of its first `up`: another domain in its configuration stops a preview and an `up` before
 * anything is written: the program waits for it before it declares all else (docs/decisions/0022).
 *
 * A dynamic resource, as `Teardown` is: it alone is asked what the state holds and what is declared now.
 */
export class PinnedTenant extends pulumi.CustomResource {
  /** @param domain the tenant's domain, as the configuration has it */
  constructor(name: string, domain: string, opts?: pulumi.CustomResourceOptions) {
    super("pulumi-nodejs:dynamic:Resource", name, { domain, __provider: code }, opts);
  }

  /** Waits until the engine has taken it. Where it does not, the run ends here. */
  async taken(): Promise<void> {
    await new Promise((resolve) => this.urn.apply(resolve));
  }
}

/** The host of dynamic resources runs in the project's folder. */
const code = 'exports.handler = () => require(process.cwd() + "/tenant/pinnedTenant.ts");';
