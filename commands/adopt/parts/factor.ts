import { isDeliveryMethod } from "../../../mfa/deliveryMethods.ts";
import { factorLabel, isOtherFactor, phoneFactor } from "../../../mfa/factors.ts";
import type { OtherFactor } from "../../../mfa/factors.ts";
import { isOn } from "../../../tenant/readers/guardian.ts";
import type { Snapshot } from "../../../tenant/readers/snapshot.ts";
import type { PartFinding } from "../../../findings/PartFinding.ts";
import { guardianId, types } from "../../../findings/PartFinding.ts";

/**
 * The phone factor, if it is on: a stack can only declare it as on. Other factors that are on are managed
 * with it.
 */
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
      why:
        messageTypes.length === 0 ? "it has no delivery method" : `it delivers by ${messageTypes.join(", ")}`,
    };
  const others = factors
    .filter(({ enabled }) => enabled)
    .map(({ name }) => name)
    .filter(canBeHeld);
  return {
    part: "factor",
    shown: [
      { setting: "delivery", value: delivery.join(", "), key: "delivery" },
      ...(others.length === 0
        ? []
        : [{ setting: "other factors", value: others.map(factorLabel).join(", "), key: "otherFactors" }]),
    ],
    configuration: {
      delivery,
      otherFactors: others.length === 0 ? undefined : Object.fromEntries(others.map((name) => [name, true])),
    },
    unknown: [],
    imports: [{ type: types.guardian, name: "mfa", id: guardianId }],
    alone: [],
  };
}

/** Push notifications may use a provider that no stack declares. */
const canBeHeld = (name: string): name is OtherFactor => isOtherFactor(name) && name !== "push-notification";
