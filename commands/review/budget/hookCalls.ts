import { customProvider } from "../../../mfa/actionSenders.ts";
import { requiresMfa } from "../../../mfa/MfaState.ts";
import { policyFromWire } from "../../../mfa/policies.ts";
import { mfaStateOf } from "../../../preview/mfaState.ts";
import { fateOf, ownSteps } from "../../../preview/operations.ts";
import { isStash } from "../../../preview/ownStash.ts";
import { valueAt } from "../../../preview/paths.ts";
import type { State, Step } from "../../../preview/Preview.ts";
import { textsOf } from "../../../findings/changes/sets.ts";
import { isReleased, removalsOf } from "../../../preview/removals.ts";
import type { GuardianState } from "./calls.ts";
import { declaresOtherOn, otherHookCalls, otherRemovals } from "./otherFactors.ts";
import { sum } from "./sum.ts";

/** The input for counting the hook calls of a preview's steps. */
interface Hooked {
  own: readonly Step[];
  before: GuardianState;
  after: GuardianState;
  /** Whether MFA is required before the `up`. */
  isRequired: boolean;
  /** Whether a unified tenant's messages are sent by an Action, before and after. */
  byAction: { before: boolean; after: boolean };
}

/** Calls of the hooks that run before the writes of an `up` (docs/decisions/0028). */
export function hookCalls(steps: readonly Step[], before: GuardianState, after: GuardianState): number {
  const own = ownSteps(steps);
  const provider = own.find(({ kind }) => kind === "PhoneProvider");
  const hooked: Hooked = {
    own,
    before,
    after,
    isRequired: requiresMfa(mfaStateOf(steps, "before")),
    byAction: {
      before: provider?.before?.inputs["name"] === customProvider,
      after: (provider?.after ?? provider?.before)?.inputs["name"] === customProvider,
    },
  };
  const written = own.filter(isWritten);
  return (
    // The tenant's settings, once.
    Number(written.some(({ kind, name }) => asksForExperience.has(kind) || name === "tenant")) +
    // The search for orphans, once for both.
    Number(written.some((step) => step.kind === "PhoneNotificationTemplate" && fateOf(step) === "created")) +
    sum(written.map((step) => callsBefore(step, hooked))) +
    sum(own.map((step) => removalCalls(step, hooked) + releaseCalls(step)))
  );
}

const asksForExperience = new Set(["PhoneProvider", "PhoneNotificationTemplate", "Guardian", "Action"]);

const isWritten = (step: Step): boolean =>
  step.op !== "import" && ["created", "updated", "replaced"].includes(fateOf(step));

function callsBefore(step: Step, hooked: Hooked): number {
  switch (step.kind) {
    case "Action":
      return fateOf(step) === "created" ? 1 : 0;
    // The Action, deployed by its own creation.
    case "TriggerAction":
      return 1;
    case "PhoneProvider":
      return senderCalls(step, hooked);
    case "Guardian":
      return guardianCalls(step, hooked);
    default:
      return isStash(step) ? stashCalls(step, hooked) : 0;
  }
}

/** The two searches for duplicates, and the credentials that nothing else sends. */
function stashCalls({ name }: Step, { own, byAction, before, after }: Hooked): number {
  if (name.endsWith("-registration")) return 1;
  if (name !== "sender-credentials") return 0;
  const isSent = (kind: string) => own.some((step) => step.kind === kind && isWritten(step));
  const isAction = byAction.after || after.legacySender !== undefined || before.legacySender !== undefined;
  if (isAction) return isSent("Action") ? 1 : 5;
  return isSent("PhoneProvider") ? 0 : 2;
}

/** Policies, factors, the sender, and the offered delivery methods. */
function presentCalls({ factorOn, legacySender }: GuardianState, byAction: boolean): number {
  const sender = legacySender === undefined ? (byAction ? 2 : 1) : legacySender === "twilio" ? 2 : 4;
  return 2 + sender + Number(factorOn);
}

function senderCalls(step: Step, { before, byAction, isRequired }: Hooked): number {
  const action = Number(byAction.after);
  // The policy, and whether an Action is in the login flow.
  if (fateOf(step) === "created" && !isRequired) return action + 2;
  const creation = Number(fateOf(step) === "created");
  return action + creation + presentCalls(before, byAction.before) + narrowing(step, before);
}

/** A phone provider's delivery methods, before and after. */
const methodsOf = ({ before, after }: Pick<Step, "before" | "after">): [string[], string[]] => {
  const of = (state: State | undefined) =>
    textsOf(valueAt(state?.inputs, ["configuration", "deliveryMethods"]));
  return [of(before), of(after)];
};

/**
 * The factor first loses the delivery methods that the provider is about to lose. If the provider keeps none
 * of them, the factor first gets both.
 */
function narrowing({ before, after }: Pick<Step, "before" | "after">, { factorOn }: GuardianState): number {
  const [old, now] = methodsOf({ before, after });
  if (!factorOn) return 0;
  const kept = old.filter((method) => now.includes(method));
  if (kept.length === old.length) return 0;
  return kept.length === 0 ? 3 : 1;
}

function guardianCalls(step: Step, { own, before, after, byAction }: Hooked): number {
  const isCreation = fateOf(step) === "created";
  const changes = (...path: string[]) =>
    JSON.stringify(valueAt(step.before?.inputs, path)) !== JSON.stringify(valueAt(step.after?.inputs, path));
  const isPolicyWritten = !isCreation && changes("policy");
  const isTurnedOn = after.factorOn && !before.factorOn;
  const areMethodsWritten =
    after.factorOn && (isTurnedOn || (changes("phone", "messageTypes") && !areMethodsNarrowed(own, before)));
  const legacy = after.legacySender === undefined ? 0 : legacyCalls(step, before, after, changes);
  return (
    othersCalls(step, own, after) +
    otherHookCalls(step) +
    presentCalls({ ...before, legacySender: before.legacySender ?? after.legacySender }, byAction.after) +
    Number(isPolicyWritten) +
    Number(isTurnedOn) +
    Number(areMethodsWritten) +
    legacy
  );
}

/**
 * The check of a factor and a sender that are managed elsewhere, if the stack requires a code or has a factor
 * that may need another.
 */
function othersCalls({ after: state }: Step, own: readonly Step[], { legacySender }: GuardianState): number {
  if (state === undefined) return 0;
  const isRequired =
    !state.ignoreChanges.includes("policy") && policyFromWire(state.inputs["policy"]) !== "never";
  const hasSender =
    legacySender !== undefined || own.some(({ kind, after }) => kind === "PhoneProvider" && after);
  const hasFactor = !state.ignoreChanges.includes("phone");
  const isLookedAt = isRequired || declaresOtherOn(state);
  return Number(isLookedAt && !hasFactor) + Number(isRequired && !hasSender);
}

/** Whether the provider's hook has left the factor with only the declared methods. */
function areMethodsNarrowed(own: readonly Step[], before: GuardianState): boolean {
  const provider = own.find(({ kind }) => kind === "PhoneProvider");
  if (provider === undefined || narrowing(provider, before) === 0) return false;
  const [old, now] = methodsOf(provider);
  return now.every((method) => old.includes(method)) || old.every((method) => !now.includes(method));
}

/** Twilio's settings, the texts, and which sender is selected. */
function legacyCalls(
  step: Step,
  before: GuardianState,
  after: GuardianState,
  changes: (...path: string[]) => boolean,
): number {
  const isSwitched = before.legacySender !== after.legacySender;
  const isTwilio = after.legacySender === "twilio";
  const settings = ["sid", "authToken", "from", "messagingServiceSid"];
  const areSettingsWritten = isSwitched || settings.some((name) => changes("phone", "options", name));
  const hasTexts = valueAt(step.after?.inputs, ["phone", "options", "enrollmentMessage"]) !== undefined;
  const areTextsWritten = ["enrollmentMessage", "verificationMessage"].some((name) =>
    changes("phone", "options", name),
  );
  return (
    (isTwilio ? 2 + Number(areSettingsWritten) : 0) +
    Number(isSwitched) +
    (hasTexts ? 1 + Number(areTextsWritten) : 0)
  );
}

/**
 * The check of the ownership tag of an application that the stack stops managing, and its removal if the
 * stack registered the application.
 */
const releaseCalls = (step: Step): number =>
  step.kind === "Client" && isReleased(step)
    ? 1 + Number(step.before?.removals.includes("client-removal") === true)
    : 0;

const mayBeKept = (step: Step): boolean =>
  step.managed.includes("factor") || step.managed.includes("sender") || otherRemovals(step) > 0;

/** The calls of a hook that removes a resource that the stack no longer declares. */
function removalCalls(step: Step, { before, after, byAction, own }: Hooked): number {
  const isGuardianGone = own.some((one) => one.kind === "Guardian" && removalsOf(one).length > 0);
  const present = presentCalls(isGuardianGone ? { ...before, factorOn: false } : after, byAction.before);
  return sum(
    removalsOf(step).map((name) => {
      switch (name) {
        case "policy-removal":
          // The Actions in the login flow, if they could keep a factor or the sender, and the write.
          return Number(mayBeKept(step)) + 1;
        case "factor-removal":
          // The tenant's settings, the Actions in the login flow, and the write.
          return 1 + presentCalls(before, byAction.before) + 1 + 1;
        case "other-factors-removal": {
          const off = otherRemovals(step);
          const hasSettings = removalsOf(step).includes("factor-removal");
          return off === 0 ? 0 : presentCalls(before, byAction.before) + off + Number(!hasSettings);
        }
        case "sender-removal":
          return present + 1;
        case "binding-removal":
          return 1 + present + 1;
        case "action-removal":
          return 2;
        default:
          return 1;
      }
    }),
  );
}
