import type * as pulumi from "@pulumi/pulumi";
import { OwnResource } from "./OwnResource.ts";

export interface DeployedActionArgs {
  actionId: pulumi.Input<string>;
  /** The code that must run. */
  code: string;
  /** The values must arrive as secrets. */
  secrets: { name: string; value: pulumi.Input<string> }[];
}

/**
 * Notes which code and secrets of an Action run. Auth0's provider takes a draft for the whole of it: what was not deployed, and
 * secrets that did not arrive, it never sends again. Then this does.
 */
export class DeployedAction extends OwnResource {
  constructor(name: string, args: DeployedActionArgs, opts: pulumi.CustomResourceOptions) {
    super(name, "deployedAction.ts", { ...args }, { ...opts, additionalSecretOutputs: ["secrets"] });
  }
}
