import type * as pulumi from "@pulumi/pulumi";
import { OwnResource } from "./OwnResource.ts";
import type { DeliveryMethod } from "../mfa/deliveryMethods.ts";

/**
 * Takes a way of delivery away from the phone factor before the phone provider loses it; what is added goes the other way round.
 * Otherwise users would for a moment be offered a way by which no code can come.
 */
export class DeliveryInAdvance extends OwnResource {
  constructor(name: string, delivery: DeliveryMethod[], opts: pulumi.CustomResourceOptions) {
    super(name, "deliveryInAdvance.ts", { delivery }, opts);
  }
}
