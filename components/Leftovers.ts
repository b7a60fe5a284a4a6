import type * as pulumi from "@pulumi/pulumi";

/**
 * Run before a resource is created: each takes away what an earlier creation made whose answer was lost. Auth0 would refuse a
 * second one for ever, and the state does not know the first.
 */
export interface Leftovers {
  action: pulumi.ResourceHook;
  template: pulumi.ResourceHook;
}

/** The option of a resource with such a hook, or without. */
export const before = (hook: pulumi.ResourceHook | undefined): Pick<pulumi.CustomResourceOptions, "hooks"> =>
  hook ? { hooks: { beforeCreate: [hook] } } : {};
