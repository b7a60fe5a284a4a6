import { isDeliveryMethod } from "../../../mfa/deliveryMethods.ts";
import { phoneFactor } from "../../../mfa/factors.ts";
import { isOn } from "../../../tenant/readers/guardian.ts";
import type { Snapshot } from "../../../tenant/readers/snapshot.ts";
import type { PartFinding } from "../../../findings/PartFinding.ts";
import { guardianId, types } from "../../../findings/PartFinding.ts";

/** The phone factor, if it is on: a stack can only declare it so. */
export function findFactor({
  factors,
  messageTypes,
}: Pick<Snapshot, "factors" | "messageTypes">): PartFinding {
  if (!isOn(factors, phoneFactor)) return { part: "factor", name: "phone factor", why: "it is off" };
  const delivery = messageTypes.filter(isDeliveryMethod);
  if (delivery.length === 0 || delivery.length < messageTypes.length)
    return {
      part: "factor",
      name: "phone factor",
      why: `it delivers by ${messageTypes.join(", ") || "nothing"}`,
    };
  return {
    part: "factor",
    shown: [{ setting: "delivery", value: delivery.join(", "), key: "delivery" }],
    configuration: { delivery },
    unknown: [],
    imports: [{ type: types.guardian, name: "mfa", id: guardianId }],
    alone: [],
  };
}
