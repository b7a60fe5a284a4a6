import type * as pulumi from "@pulumi/pulumi";
import { OwnResource } from "./OwnResource.ts";

export interface SentTokenArgs {
  providerId: pulumi.Input<string>;
  /** Must arrive as a secret. */
  authToken: pulumi.Input<string>;
}

/**
 * Sends the tenant's phone provider its token, and notes it once it is there. Auth0 gives no token back: after a run that failed, the
 * provider's own state holds the new token, and only this still tells that it never arrived.
 */
export class SentToken extends OwnResource {
  constructor(name: string, args: SentTokenArgs, opts: pulumi.CustomResourceOptions) {
    super(name, "sentToken.ts", { ...args }, { ...opts, additionalSecretOutputs: ["authToken"] });
  }
}
