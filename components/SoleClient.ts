import type * as pulumi from "@pulumi/pulumi";
import { markKey } from "./ClientMark.ts";
import { OwnResource } from "./OwnResource.ts";

export interface SoleClientArgs {
  clientId: pulumi.Input<string>;
  mark: pulumi.Input<string>;
}

/**
 * Deletes the clients that carry the same mark: the provider tries a creation again that was not answered, and each try may have
 * made one. Nobody knows their ids.
 */
export class SoleClient extends OwnResource {
  constructor(name: string, args: SoleClientArgs, opts: pulumi.CustomResourceOptions) {
    super(name, "soleClient.ts", { ...args, key: markKey }, opts);
  }
}
