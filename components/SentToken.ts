import type * as pulumi from "@pulumi/pulumi";
import { OwnResource } from "./OwnResource.ts";

export interface SentTokenArgs {
  providerId: pulumi.Input<string>;
  /** Must arrive as a secret. */
  authToken: pulumi.Input<string>;
}

/**
 * Notes which token the tenant's phone provider got, once it has it. Auth0 gives no token back: after a change that failed, the
 * provider's own state holds the new token, and only this still tells that it never arrived. Then it sends the token itself.
 */
export class SentToken extends OwnResource {
  constructor(name: string, args: SentTokenArgs, opts: pulumi.CustomResourceOptions) {
    super(name, "sentToken.ts", { ...args }, { ...opts, additionalSecretOutputs: ["authToken"] });
  }
}
