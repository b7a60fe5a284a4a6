import { methodLabel } from "../../mfa/deliveryMethods.ts";
import { obstaclesTo, requiresMfa } from "../../mfa/MfaState.ts";
import { recorded, rule } from "../Rule.ts";
import { mfaStateOf } from "../tenant.ts";

export const senderCoversDelivery = rule({
  id: "sender-covers-delivery",
  description:
    "The sender supports each delivery method that the factor offers. While the policy requires MFA, there is a sender.",
  level: "mandatory",
  configuration: { recorded },
  stack(all, { recorded: before }) {
    const state = mfaStateOf(all, before);
    return obstaclesTo(state).flatMap((obstacle) => {
      switch (obstacle.cause) {
        case "method-not-sent":
          return [
            `The factor offers ${methodLabel(obstacle.method)}, which the sender does not support: users who choose it get no code. Remove ${obstacle.method} from delivery, or choose a sender that supports it.`,
          ];
        case "action-not-bound":
          return [
            "The factor leaves its messages to an Action, and none is bound to send-phone-message: no message could be sent. Keep the sender's Action, or set sender to twilio.",
          ];
        case "no-sender":
          return requiresMfa(state)
            ? [
                "The sender would be removed while the policy requires MFA: no message could be sent. Declare the sender again, or first set mfaPolicy to never (and allowWeakening to true) and run pulumi up.",
              ]
            : [];
        default:
          return [];
      }
    });
  },
});
