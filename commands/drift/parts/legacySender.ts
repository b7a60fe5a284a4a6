import { plivoFactorSettings, plivoTriggers } from "../../../components/senders/plivo.ts";
import type { ManagementApi } from "../../../inspection/api/ManagementApi.ts";
import type { LegacySender } from "../../../inspection/legacyPhone.ts";
import type { Snapshot } from "../../../inspection/snapshot.ts";
import { readSnapshot } from "../../../inspection/snapshot.ts";
import type { TwilioSettings } from "../../../settings/senders.ts";
import type { Comparison } from "../Comparison.ts";
import { compare } from "../Comparison.ts";
import type { Declared } from "../Declared.ts";
import { compareAction, findOurs } from "./action.ts";
import { compareFrom } from "./twilioFrom.ts";

/** The Actions and their flow are read only where one of them should send. */
export function readLegacy(api: ManagementApi, { settings }: Declared): Promise<Partial<Snapshot>> {
  return readSnapshot(
    api,
    settings.sender?.kind === "plivo"
      ? ["legacySender", "messageActions", "messageBindings"]
      : ["legacySender"],
  );
}

/** A legacy tenant's provider: Twilio by its own settings, or an Action in the flow of `send-phone-message`. */
export function compareLegacySender(
  declared: Declared,
  { legacySender, messageActions = [], messageBindings = [] }: Partial<Snapshot>,
  clockSkew?: number,
): Comparison[] {
  const { sender } = declared.settings;
  if (sender === undefined || legacySender === undefined) return [];
  const selected = compare("sender", "sender", sender.kind, nameOf(legacySender.selected));
  if (sender.kind === "twilio")
    return [selected, ...compareTwilio(sender, declared.messagingServiceSid, legacySender.twilio)];
  return [
    selected,
    ...compareAction(declared, messageActions, clockSkew),
    compareBinding(declared, messageActions, messageBindings),
  ];
}

/** Auth0's words for the three, as the dashboard shows them. */
function nameOf(selected: string): string {
  if (selected === plivoFactorSettings().provider) return "plivo";
  return selected === "auth0" ? "Auth0 (for tests)" : selected;
}

function compareTwilio(
  sender: TwilioSettings,
  service: string | undefined,
  twilio: LegacySender["twilio"],
): Comparison[] {
  return [
    compare("sender", "account SID", sender.accountSid, twilio.sid ?? "none"),
    compareFrom(sender, service, twilio),
    compare(
      "sender",
      "auth token",
      "the stack's",
      sender.authToken === twilio.authToken ? "the stack's" : "another",
    ),
  ];
}

function compareBinding(
  declared: Declared,
  actions: Snapshot["messageActions"],
  bindings: Snapshot["messageBindings"],
): Comparison {
  const ours = findOurs(declared, actions);
  const isBound = bindings.some(({ actionId }) => actionId === ours?.id);
  return compare(
    "sender",
    "Action's flow",
    plivoTriggers.legacy.id,
    isBound ? plivoTriggers.legacy.id : "not in it",
    {
      note: "the Action is not called",
    },
  );
}
