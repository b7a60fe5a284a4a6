import { isDeliveryMethod } from "../../../mfa/deliveryMethods.ts";
import { phoneFactor } from "../../../mfa/factors.ts";
import { isOn } from "../../../inspection/guardian.ts";
import type { Snapshot } from "../../../inspection/snapshot.ts";
import type { Finding } from "../Finding.ts";
import { guardianId, types } from "../Finding.ts";

/** The phone factor, if it is on: a stack can only declare it so. */
export function findFactor({ factors, messageTypes }: Pick<Snapshot, "factors" | "messageTypes">): Finding {
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
    imports: [{ type: types.guardian, name: "factor", id: guardianId }],
    alone: [],
  };
}
