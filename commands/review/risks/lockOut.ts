import type { MfaState, Obstacle } from "../../../mfa/MfaState.ts";
import { mayRequireMfa, obstaclesTo } from "../../../mfa/MfaState.ts";
import type { RiskRule, Plan } from "./RiskRule.ts";
import { mayRequire, on, onIf } from "./RiskRule.ts";

const verdict = "may lock users out";
const noLockOut = { promise: "no lock-out" } as const;

/** Whether one of these causes keeps codes from users who may need one, and did not before. */
const appears =
  (...causes: Obstacle["cause"][]) =>
  ({ before, after }: Plan): boolean =>
    isMet(after, causes) && !isMet(before, causes);

const isMet = (state: MfaState, causes: readonly Obstacle["cause"][]): boolean =>
  mayRequireMfa(state) && obstaclesTo(state).some(({ cause }) => causes.includes(cause));

/** What may leave users without a code, or without an application that takes them. */
export const lockOut: readonly RiskRule[] = [
  {
    id: "factor-off-while-required",
    verdict,
    source: { rule: "factor-on-while-required" },
    means: "Logins ask for a code while the phone factor is off: nobody gets in by phone.",
    found: (plan) =>
      appears("factor-off")(plan) ? (on("factor-off", "policy-raised")(plan) ?? []) : undefined,
  },
  {
    id: "sender-gone-while-required",
    verdict,
    source: { rule: "sender-covers-delivery" },
    means: "Logins ask for a code while nothing sends it.",
    found: (plan) =>
      appears("no-sender", "sender-disabled")(plan)
        ? (on("sender-deleted", "sender-disabled", "policy-raised")(plan) ?? [])
        : undefined,
  },
  {
    id: "sender-lacks-way",
    verdict,
    source: { rule: "sender-covers-delivery" },
    means: "The factor offers a way that the sender does not send: who chooses it gets no code.",
    found: (plan) =>
      appears("method-not-sent")(plan)
        ? (on("sender-way-removed", "factor-way-added", "sender-switched", "policy-raised")(plan) ?? [])
        : undefined,
  },
  {
    id: "action-gone",
    verdict,
    source: { rule: "sender-covers-delivery" },
    means: "Messages are left to an Action that is not there, not deployed or not bound: none leaves.",
    found: (plan) =>
      appears("action-not-deployed", "action-not-bound")(plan)
        ? (on("action-deleted", "action-unbound", "action-not-deployed", "sender-switched")(plan) ?? [])
        : undefined,
  },
  {
    id: "way-removed",
    verdict,
    source: noLockOut,
    means: "Who can be reached by no other way gets no code.",
    found: onIf(mayRequire, "factor-way-removed"),
  },
  {
    id: "message-without-code",
    verdict,
    source: { rule: "templates-hold-code" },
    means: "The message holds no code: nobody can sign in with it.",
    found: on("message-without-code"),
  },
  {
    id: "sender-away",
    verdict,
    source: noLockOut,
    means: "For a while nothing sends; a failed call leaves it so.",
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
    means: "The Action sends nothing without its secrets.",
    found: onIf(mayRequire, "action-secret-removed"),
  },
  {
    id: "client-replaced",
    verdict,
    source: { rule: "never-delete" },
    means:
      "Each application that has the old client id can't sign anybody in until it is built with the new one.",
    found: on("client-replaced"),
  },
  {
    id: "client-deleted",
    verdict,
    source: { rule: "never-delete" },
    means:
      "Each application that has its client id can't sign anybody in. What is registered later has another.",
    found: on("client-deleted"),
  },
  {
    id: "no-callback-left",
    verdict,
    source: noLockOut,
    means: "No callback of before is left: what is deployed there can't sign anybody in.",
    found: on("last-callback-removed"),
  },
];
