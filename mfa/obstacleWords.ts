import { methodLabel } from "./deliveryMethods.ts";
import type { Obstacle } from "./MfaState.ts";

/** An obstacle as a clause, as in "users could not sign in while the phone factor is off". */
export function obstacleWords(obstacle: Obstacle): string {
  switch (obstacle.cause) {
    case "sender-faulty":
      return obstacle.fault;
    case "method-not-sent":
      return `the tenant's sender does not support ${methodLabel(obstacle.method)}`;
    default:
      return words[obstacle.cause];
  }
}

const words: Readonly<Record<Exclude<Obstacle["cause"], "sender-faulty" | "method-not-sent">, string>> = {
  "factor-off": "the phone factor is off",
  "no-delivery-method": "no delivery method is offered",
  "no-sender": "the tenant has no sender",
  "sender-disabled": "the tenant's phone provider is disabled",
  "action-not-deployed": "the Action that sends messages is not deployed",
  "action-not-bound": "no Action is bound to the flow that sends messages",
};
