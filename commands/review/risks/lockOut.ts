import type { MfaState, Obstacle } from "../../../mfa/MfaState.ts";
import { mayRequireMfa, obstaclesTo } from "../../../mfa/MfaState.ts";
import type { RiskRule, Plan } from "./RiskRule.ts";
import { mayRequire, on, onIf } from "./RiskRule.ts";

const verdict = "may lock users out";
const noLockOut = { promise: "no lockout" } as const;

/** Whether one of these causes newly keeps codes from users who may need one. */
const appears =
  (...causes: Obstacle["cause"][]) =>
  ({ before, after }: Plan): boolean =>
    isMet(after, causes) && !isMet(before, causes);

const isMet = (state: MfaState, causes: readonly Obstacle["cause"][]): boolean =>
  mayRequireMfa(state) && obstaclesTo(state).some(({ cause }) => causes.includes(cause));

/** Whether users who may need a code are newly without the phone factor. */
export const losesFactor = appears("factor-off");

/** What may leave users without a code, or without a working application. */
export const lockOut: readonly RiskRule[] = [
  {
    id: "factor-off-while-required",
    verdict,
    source: { rule: "factor-on-while-required" },
    means: "Users who must enter a code can't sign in by phone: the phone factor is off.",
    found: (plan) => (losesFactor(plan) ? (on("factor-off", "policy-raised")(plan) ?? []) : undefined),
  },
  {
    id: "sender-gone-while-required",
    verdict,
    source: { rule: "sender-covers-delivery" },
    means: "Users who must enter a code get none: no sender is active.",
    found: (plan) =>
      appears("no-sender", "sender-disabled")(plan)
        ? (on("sender-deleted", "sender-disabled", "policy-raised")(plan) ?? [])
        : undefined,
  },
  {
    id: "sender-lacks-method",
    verdict,
    source: { rule: "sender-covers-delivery" },
    means:
      "The factor offers a delivery method that the sender does not support. Users who choose it get no code.",
    found: (plan) =>
      appears("method-not-sent")(plan)
        ? (on("sender-method-removed", "factor-method-added", "sender-switched", "policy-raised")(plan) ?? [])
        : undefined,
  },
  {
    id: "action-gone",
    verdict,
    source: { rule: "sender-covers-delivery" },
    means: "Messages depend on an Action that is missing, not deployed or not bound: none is sent.",
    found: (plan) =>
      appears("action-not-deployed", "action-not-bound")(plan)
        ? (on("action-deleted", "action-unbound", "action-not-deployed", "sender-switched")(plan) ?? [])
        : undefined,
  },
  {
    id: "method-removed",
    verdict,
    source: noLockOut,
    means: "Users who can only be reached by that delivery method will get no code.",
    found: onIf(mayRequire, "factor-method-removed"),
  },
  {
    id: "message-without-code",
    verdict,
    source: { rule: "templates-hold-code" },
    means: "Users who get the message without its code can't sign in.",
    found: on("message-without-code"),
  },
  {
    id: "sender-away",
    verdict,
    source: noLockOut,
    means: "No sender is set for a moment. If a call fails then, none is set until the next update.",
    found: onIf(
      mayRequire,
      "sender-replaced",
      "action-replaced",
      "guardian-replaced",
      "action-rebound",
      "service-replaced",
    ),
  },
  {
    id: "action-secret-gone",
    verdict,
    source: noLockOut,
    means: "Without its secrets, the Action sends nothing.",
    found: onIf(mayRequire, "action-secret-removed"),
  },
  {
    id: "client-replaced",
    verdict,
    source: { rule: "never-delete" },
    means: "Applications with the old client ID can't sign users in until they are rebuilt with the new one.",
    found: on("client-replaced"),
  },
  {
    id: "client-deleted",
    verdict,
    source: { rule: "never-delete" },
    means:
      "Applications with its client ID can't sign users in. A new registration gets a different client ID.",
    found: on("client-deleted"),
  },
  {
    id: "no-callback-left",
    verdict,
    source: noLockOut,
    means: "No previous callback URL is left: deployed applications can't sign users in.",
    found: on("last-callback-removed"),
  },
];
