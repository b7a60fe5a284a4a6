import { obstaclesTo, requiresMfa } from "../../mfa/MfaState.ts";
import { recorded, rule } from "../Rule.ts";
import { mfaStateOf } from "../tenant.ts";

export const senderCoversDelivery = rule({
  id: "sender-covers-delivery",
  description:
    "While the policy requires a code, there is a sender, and it supports each delivery method that the factor offers.",
  level: "mandatory",
  configuration: { recorded },
  stack(all, { recorded: before }) {
    const state = mfaStateOf(all, before);
    return obstaclesTo(state).flatMap((obstacle) => {
      switch (obstacle.cause) {
        case "method-not-sent":
          return [
            `The factor offers ${obstacle.method}, which the sender does not send: who chooses it gets no code. Take ${obstacle.method} off delivery, or choose a sender that has it.`,
          ];
        case "action-not-bound":
          return [
            "The factor leaves its messages to an Action, and none is bound to send-phone-message: no message could leave. Keep the Action of the sender, or choose sender twilio.",
          ];
        case "no-sender":
          return requiresMfa(state)
            ? [
                "The sender would go while the MFA policy requires a code: no message could leave. Keep sender in manage, or first set mfaPolicy to never (and allowWeakening to true) and run an up.",
              ]
            : [];
        default:
          return [];
      }
    });
  },
});
