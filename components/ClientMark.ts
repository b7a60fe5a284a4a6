import type * as pulumi from "@pulumi/pulumi";
import { OwnResource } from "./OwnResource.ts";

/** A random mark, kept in the state, by which a client of this stack is known even where its creation was never answered. */
export class ClientMark extends OwnResource {
  declare readonly mark: pulumi.Output<string>;

  constructor(name: string, opts: pulumi.CustomResourceOptions) {
    super(name, "clientMark.ts", { mark: undefined }, opts);
  }
}

/** The key of the client's metadata that holds the mark. */
export const markKey = "auth0-phone-mfa";
