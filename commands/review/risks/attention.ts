import type { MfaState } from "../../../mfa/MfaState.ts";
import { mayRequireMfa } from "../../../mfa/MfaState.ts";
import { triggers } from "../../../senders/action.ts";
import { overlap } from "../../../findings/sharedParts.ts";
import type { Plan, RiskRule } from "./RiskRule.ts";
import { on, onIf } from "./RiskRule.ts";

const verdict = "needs attention";
const noLockOut = { promise: "no lockout" } as const;
const noSurprise = { promise: "no surprise" } as const;

const senderSettings = [
  "sender-account",
  "sender-number",
  "action-setting",
  "message-sender",
  "number-detached",
  "service-deleted",
  "number-reattached",
];

/** Only a unified tenant has a phone provider, through which a message can be tried. */
export const isUnified = ({ steps }: Pick<Plan, "steps">): boolean =>
  steps.some(({ kind, name }) => kind === "PhoneProvider" || name === triggers.unified.id);

/** What somebody should look at, although it may be intended. */
export const attention: readonly RiskRule[] = [
  {
    id: "policy-raised",
    verdict,
    source: noSurprise,
    means: "Users who have enrolled no factor must enroll one at their next sign-in that requires MFA.",
    found: on("policy-raised"),
  },
  {
    id: "mfa-by-action",
    verdict,
    source: noLockOut,
    means:
      "The Action does not belong to this stack. While it is in the flow, an update or a destroy stops before it removes the last factor, or the sender of a phone factor that is on.",
    found: on("mfa-by-action"),
  },
  {
    id: "other-factor-on",
    verdict,
    source: { promise: "no silent weakening" },
    means: "Users can enroll an additional factor and sign in with it.",
    found: on("other-factor-on"),
  },
  {
    id: "push-provider",
    verdict,
    source: noLockOut,
    means:
      "Enrolled users get push notifications through a different provider, and may have to enroll again.",
    found: on("push-provider"),
  },
  {
    id: "part-of-another-stack",
    verdict,
    source: { promise: "no silent weakening" },
    means: overlap,
    found: on("part-of-another-stack"),
  },
  {
    id: "host-added",
    verdict,
    source: { promise: "no silent weakening" },
    means:
      "Users, or their authorization codes, can be sent to hosts that were not allowed before. Confirm that you own them.",
    found: on("host-added"),
  },
  {
    id: "loopback-added",
    verdict,
    source: { rule: "no-loopback-in-production" },
    means:
      "Users, or their authorization codes, can be sent to programs on the user's machine. Use it for development only.",
    found: onIf(({ stack }) => stack !== "prod", "loopback-added"),
  },
  {
    id: "url-removed",
    verdict,
    source: noLockOut,
    means: "Applications that use it can no longer sign users in or renew their sessions.",
    found: on("callback-removed", "grant-removed"),
  },
  {
    id: "origin-removed",
    verdict,
    source: noLockOut,
    means: "Applications there can no longer renew a session silently: users may have to sign in again.",
    found: on("origin-removed"),
  },
  {
    id: "logout-url-removed",
    verdict,
    source: noSurprise,
    means: "Users whose application sends them there after a logout see an error page.",
    found: on("logout-url-removed"),
  },
  {
    id: "sender-switched",
    verdict,
    source: noLockOut,
    means:
      "Codes come from a different carrier after the change. The old carrier sends them until the new one is configured.",
    found: on("sender-switched"),
  },
  {
    id: "sender-settings",
    verdict,
    source: noLockOut,
    means:
      "Auth0 does not test the new sender settings. After the update, send a message to your own phone: npm run doctor -- --send-test +…",
    found: onIf(isUnified, ...senderSettings),
  },
  {
    id: "legacy-sender-settings",
    verdict,
    source: noLockOut,
    means:
      "Auth0 does not test the new sender settings. After the update, sign in with your own phone at a tryUrl that this prints: pulumi stack output applications",
    found: onIf((plan) => !isUnified(plan), ...senderSettings),
  },
  {
    id: "token-changed",
    verdict,
    source: noLockOut,
    means: "Keep the old token valid until the update has succeeded; if it fails, run it again.",
    found: on("token-replaced", "action-secret"),
  },
  {
    id: "sender-down",
    verdict,
    source: noLockOut,
    means: "After the update, no messages are sent, and no sign-in asks for a code.",
    found: onIf(
      ({ after }) => !mayRequireMfa(after),
      "sender-deleted",
      "sender-disabled",
      "sender-replaced",
      "factor-method-removed",
    ),
  },
  {
    id: "method-added",
    verdict,
    source: { promise: "no silent weakening" },
    means: "Make sure that users can receive codes this way; voice calls can go to voicemail.",
    found: on("factor-method-added"),
  },
  {
    id: "sender-method-removed",
    verdict,
    source: { rule: "sender-covers-delivery" },
    means: "The factor must not offer that delivery method as long as the sender does not support it.",
    found: on("sender-method-removed"),
  },
  {
    id: "action-code",
    verdict,
    source: noLockOut,
    means:
      "Every message runs through this code, which can read the token of your Plivo account. Review the diff.",
    found: on("action-code"),
  },
  {
    id: "action-surroundings",
    verdict,
    source: noLockOut,
    means: "Every message runs through this Action. After the update, sign in with your own phone.",
    found: on("action-modules", "action-runtime", "action-trigger"),
  },
  {
    id: "action-down",
    verdict,
    source: noLockOut,
    means: "Messages depend on it as soon as a sign-in asks for a code.",
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
    means: "Auth0's default text applies as long as a template is missing or off.",
    found: on("message-deleted", "message-disabled", "message-replaced"),
  },
  {
    id: "protect-dropped",
    verdict,
    source: { rule: "protected-in-production" },
    means: "Without protection, a later change could delete the resource by mistake.",
    found: on("protect-dropped"),
  },
  {
    id: "replace-on-change",
    verdict,
    source: noSurprise,
    means: "Such a change deletes it and creates a new one.",
    found: on("replace-on-change"),
  },
  {
    id: "application-no-longer-managed",
    verdict,
    source: noSurprise,
    means: "Users can still sign in to the application.",
    found: on("client-released", "adopted-client-released"),
  },
  {
    id: "number-bought",
    verdict,
    source: { rule: "no-purchases" },
    means: "It costs money each month until you release it in Twilio's console.",
    found: on("number-bought", "number-given-up"),
  },
  {
    id: "not-described",
    verdict,
    source: noSurprise,
    means: "This report can't describe the change. Read the preview: pulumi preview --diff",
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
    means: "The preview may be incomplete: the change may do more than this report says.",
    found: ({ gaps }) => (gaps.length > 0 ? [] : undefined),
  },
];

function isByAction({ sender }: MfaState): boolean {
  return typeof sender === "object" && sender.action !== undefined;
}
