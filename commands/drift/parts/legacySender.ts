import { legacyHook } from "../../../mfa/actionSenders.ts";
import { triggers } from "../../../senders/action.ts";
import type { FactorSettings } from "../../../senders/Sender.ts";
import type { ManagementApi } from "../../../tenant/api/ManagementApi.ts";
import type { LegacySender } from "../../../tenant/readers/legacyPhone.ts";
import type { Snapshot } from "../../../tenant/readers/snapshot.ts";
import { readSnapshot } from "../../../tenant/readers/snapshot.ts";
import type { Comparison } from "../../../findings/Comparison.ts";
import { compare } from "../../../findings/Comparison.ts";
import type { Declared } from "../Declared.ts";
import { declaredSender } from "../Declared.ts";
import { compareAction, findOurs } from "./action.ts";
import { pendingCredentials } from "./pendingCredentials.ts";
import { compareText } from "./unifiedSender.ts";

/** The Actions and their flow are read only if the sender is an Action. */
export function readLegacy(api: ManagementApi, declared: Declared): Promise<Partial<Snapshot>> {
  return readSnapshot(
    api,
    declaredSender(declared)?.action
      ? ["legacySender", "messageActions", "messageBindings"]
      : ["legacySender"],
  );
}

/**
 * A legacy tenant's provider: Twilio by its own settings, or an Action in the flow of `send-phone-message`.
 */
export function compareLegacySender(
  declared: Declared,
  { legacySender, messageActions = [], messageBindings = [] }: Partial<Snapshot>,
  clockSkew?: number,
): Comparison[] {
  const wanted = declaredSender(declared);
  if (wanted === undefined || legacySender === undefined) return [];
  const isSame = legacySender.selected === wanted.factor.provider;
  const actual = isSame ? wanted.kind : nameOf(legacySender.selected);
  const selected = compare("sender", "sender", wanted.kind, actual);
  if (wanted.action === undefined)
    return [selected, ...compareOptions(declared, wanted.factor.options, legacySender.twilio)];
  return [
    selected,
    ...compareAction(declared, messageActions, clockSkew),
    compareBinding(declared, messageActions, messageBindings),
  ];
}

/** Auth0's names, as the dashboard shows them. */
function nameOf(selected: string): string {
  if (selected === legacyHook) return "an Action";
  return selected === "auth0" ? "Auth0 (for tests)" : selected;
}

function compareOptions(
  { messagingServiceSid: service, haveCredentialsChanged }: Declared,
  { sid, from, messagingServiceSid, authToken }: FactorSettings["options"],
  actual: LegacySender["twilio"],
): Comparison[] {
  const isSame = authToken === actual.authToken;
  return [
    compareText("account SID", sid, actual.sid),
    compareText("from", from ?? messagingServiceSid ?? service, actual.from ?? actual.messagingServiceSid),
    haveCredentialsChanged && !isSame
      ? pendingCredentials("Auth Token")
      : compare("sender", "Auth Token", "the stack's", isSame ? "the stack's" : "a different one"),
  ];
}

function compareBinding(
  declared: Declared,
  actions: Snapshot["messageActions"],
  bindings: Snapshot["messageBindings"],
): Comparison {
  const ours = findOurs(declared, actions);
  const isBound = bindings.some(({ actionId }) => actionId === ours?.id);
  const flow = triggers.legacy.id;
  return compare("sender", "Action's flow", flow, isBound ? flow : "not in it", {
    note: "the Action is not called",
  });
}
