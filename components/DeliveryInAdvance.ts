import type * as pulumi from "@pulumi/pulumi";
import { OwnResource } from "./OwnResource.ts";
import type { Delivery } from "./terms.ts";

/**
 * Takes a way of delivery away from the phone factor before the phone provider loses it; what is added goes the other way round.
 * Otherwise users would for a moment be offered a way by which no code can come.
 */
export class DeliveryInAdvance extends OwnResource {
  constructor(name: string, delivery: Delivery[], opts: pulumi.CustomResourceOptions) {
    super(name, "deliveryInAdvance.ts", { delivery }, opts);
  }
}
