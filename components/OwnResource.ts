import * as pulumi from "@pulumi/pulumi";

/**
 * A step that Auth0's provider can't make, as a resource: so it has its place in the order, and the state remembers whether it
 * was made (docs/decisions/0016, 0021).
 *
 * It is a dynamic resource without the SDK's serialized closures: the code stays in the project, none of it in the state.
 * All of them share one process of Pulumi's host.
 */
export abstract class OwnResource extends pulumi.CustomResource {
  /** @param file in components/hooks/, what the host of dynamic resources runs; it runs in the project's folder */
  protected constructor(
    name: string,
    file: string,
    properties: pulumi.Inputs,
    opts: pulumi.CustomResourceOptions,
  ) {
    const code = `exports.handler = () => require(process.cwd() + "/components/hooks/${file}");`;
    super("pulumi-nodejs:dynamic:Resource", name, { ...properties, __provider: code }, opts);
  }
}
