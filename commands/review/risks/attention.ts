import type { MfaState } from "../../../mfa/MfaState.ts";
import { mayRequireMfa } from "../../../mfa/MfaState.ts";
import type { RiskRule } from "./RiskRule.ts";
import { on, onIf } from "./RiskRule.ts";

const verdict = "needs attention";
const noLockOut = { promise: "no lock-out" } as const;
const noSurprise = { promise: "no surprise" } as const;

/** What somebody should have looked at: it may be meant. */
export const attention: readonly RiskRule[] = [
  {
    id: "policy-raised",
    verdict,
    source: noSurprise,
    means: "Users without a phone enrol one at their next login.",
    found: on("policy-raised"),
  },
  {
    id: "host-added",
    verdict,
    source: { promise: "no silent weakening" },
    means: "A host that was not among them yet receives users' codes: is it yours?",
    found: on("host-added"),
  },
  {
    id: "loopback-added",
    verdict,
    source: { rule: "no-loopback-in-production" },
    means: "Programs on the user's own machine can receive codes: for development only.",
    found: onIf(({ stack }) => stack !== "prod", "loopback-added"),
  },
  {
    id: "url-removed",
    verdict,
    source: noLockOut,
    means: "What is deployed there can't sign users in or renew their sessions.",
    found: on("callback-removed", "origin-removed", "grant-removed"),
  },
  {
    id: "sender-switched",
    verdict,
    source: noLockOut,
    means: "Each code comes by another carrier from then on; the old one sends until the new one is set.",
    found: on("sender-switched"),
  },
  {
    id: "sender-settings",
    verdict,
    source: noLockOut,
    means: "Auth0 does not try it: npm run doctor -- --send-test +… does, after the up.",
    found: on(
      "sender-account",
      "sender-number",
      "message-sender",
      "number-detached",
      "service-deleted",
      "number-reattached",
    ),
  },
  {
    id: "token-changed",
    verdict,
    source: noLockOut,
    means: "Keep the old one valid until an up has ended well: one that fails is run again.",
    found: on("token-replaced", "action-secret"),
  },
  {
    id: "sender-down",
    verdict,
    source: noLockOut,
    means: "Nothing sends any more; no login asks for a code meanwhile.",
    found: onIf(
      ({ after }) => !mayRequireMfa(after),
      "sender-deleted",
      "sender-disabled",
      "sender-replaced",
      "factor-way-removed",
    ),
  },
  {
    id: "way-added",
    verdict,
    source: { promise: "no silent weakening" },
    means: "A code can be had by one more way; voice ends in mailboxes too.",
    found: on("factor-way-added"),
  },
  {
    id: "sender-way-removed",
    verdict,
    source: { rule: "sender-covers-delivery" },
    means: "Nothing is sent by that way any more.",
    found: on("sender-way-removed"),
  },
  {
    id: "action-code",
    verdict,
    source: noLockOut,
    means: "Each message runs through this code, with the account's token: read the diff.",
    found: on("action-code", "action-modules", "action-runtime", "action-trigger"),
  },
  {
    id: "action-down",
    verdict,
    source: noLockOut,
    means: "Messages would still go through it, once a login asks for a code.",
    found: onIf(
      ({ after }) => isByAction(after) && !mayRequireMfa(after),
      "action-deleted",
      "action-unbound",
      "action-not-deployed",
    ),
  },
  {
    id: "message-lost",
    verdict,
    source: noSurprise,
    means: "Users get Auth0's own text, or none.",
    found: on("message-deleted", "message-disabled", "message-replaced"),
  },
  {
    id: "protect-dropped",
    verdict,
    source: { rule: "protected-in-production" },
    means: "A mistake can take it away from then on.",
    found: on("protect-dropped", "replace-on-change"),
  },
  {
    id: "released",
    verdict,
    source: noSurprise,
    means: "Nobody looks after it from then on.",
    found: on("client-released"),
  },
  {
    id: "number-bought",
    verdict,
    source: { rule: "no-purchases" },
    means: "It costs money each month, until it is released in Twilio's console.",
    found: on("number-bought", "number-given-up"),
  },
  {
    id: "not-told",
    verdict,
    source: noSurprise,
    means: "This report has no words for it, or the preview no value: read pulumi preview --diff.",
    found: on(
      "unknown-operation",
      "unknown-resource",
      "unknown-path",
      "unknown-value",
      "missing-state",
      "unexpected-secret",
      "policy-unknown",
      "diff-hidden",
    ),
  },
  {
    id: "incomplete",
    verdict,
    source: noSurprise,
    means: "The preview is not whole: it may do more than this report says.",
    found: ({ gaps }) => (gaps.length > 0 ? [] : undefined),
  },
];

function isByAction({ sender }: MfaState): boolean {
  return typeof sender === "object" && sender.action !== undefined;
}
