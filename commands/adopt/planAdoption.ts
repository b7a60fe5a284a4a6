import { mfaStateOf } from "../../tenant/readers/mfaState.ts";
import type { Snapshot } from "../../tenant/readers/snapshot.ts";
import { obstacleWords } from "../../mfa/obstacleWords.ts";
import type { Obstacle } from "../../mfa/MfaState.ts";
import { obstaclesTo } from "../../mfa/MfaState.ts";
import { actionSenders } from "../../senders/index.ts";
import type { Part } from "../../configuration/parts.ts";
import { parts } from "../../configuration/parts.ts";
import type { PartFinding, Import, LeftAlone, Unknown } from "../../findings/PartFinding.ts";
import { isHeld } from "../../findings/PartFinding.ts";
import { unrelated } from "./unrelated.ts";
import { findApplications } from "./parts/application.ts";
import type { Adopted } from "./parts/application.ts";
import { findFactor } from "./parts/factor.ts";
import { findLegacyMessages, findTemplates } from "./parts/messages.ts";
import { findPolicy } from "./parts/policy.ts";
import { findLegacySender, findUnifiedSender } from "./parts/sender.ts";

/** What a stack has to be told and has to take into its state, so that it declares a tenant as it is. */
export interface AdoptionPlan {
  findings: readonly PartFinding[];
  managed: readonly Part[];
  /** Configuration by the project's own keys; `undefined` takes a key away. */
  configuration: Readonly<Record<string, unknown>>;
  unknown: readonly Unknown[];
  imports: readonly Import[];
  leftAlone: readonly LeftAlone[];
}

const common = ["tenant", "clients", "factors", "messageTypes", "policy", "mfaActions"] as const;

/** The parts of a tenant's snapshot that a plan is made of. */
export const neededFor = {
  unified: [...common, "phoneProviders", "phoneTemplates", "providerActions"],
  legacy: [...common, "legacySender", "legacyMessages", "messageActions", "messageBindings"],
} as const;

/** A tenant as far as a plan needs it: the common parts, and those of its own phone experience. */
export type TenantFound = Pick<Snapshot, (typeof common)[number]> & Partial<Snapshot>;

/** What a stack may take over. */
export interface Allowed {
  /** The parts that its configuration manages. */
  managed: readonly Part[];
  /** Why further parts are not to be taken over. */
  reasons: Readonly<Partial<Record<Part, string>>>;
}

const all: Allowed = { managed: parts, reasons: {} };

/**
 * Plans how a stack takes a tenant over. What the stack could not declare to the letter is not managed: the
 * preview after it is then without a change.
 *
 * @param adopted the applications to take over
 * @param allowed what it may take over; all, if nothing is said
 */
export function planAdoption(
  found: TenantFound,
  adopted: readonly Adopted[],
  allowed: Allowed = all,
): AdoptionPlan {
  const { experience } = found.tenant;
  const phone = experience === "unified" ? unifiedPhone(found, allowed) : legacyPhone(found);
  const policy = findPolicy(found.policy, missingFor(found));
  const findings = inOrder([findApplications(adopted), ...phone, policy]).map((one) => within(allowed, one));
  const held = findings.filter(isHeld);
  const managed = held.map(({ part }) => part);
  const configuration = {
    phoneExperience: experience === "unified" ? undefined : experience,
    manage: managed.length === parts.length ? undefined : managed,
    // What was there before the stack should outlive a mistake with it.
    protect: true,
    ...Object.assign({}, ...held.map((one) => one.configuration)),
  } as Record<string, unknown>;
  return {
    findings,
    managed,
    configuration,
    unknown: held.flatMap((one) => one.unknown),
    imports: held.flatMap((one) => one.imports),
    leftAlone: [
      ...findings.flatMap((one) => (isHeld(one) ? one.alone : [{ name: one.name, why: one.why }])),
      ...unrelated(found, {
        clientIds: adopted.map(({ client }) => client.clientId),
        factors: Object.keys(configuration["otherFactors"] ?? {}),
      }),
    ],
  };
}

/** A part that is not to be taken over stays as it is. */
function within({ managed, reasons }: Allowed, finding: PartFinding): PartFinding {
  const { part } = finding;
  const why = managed.includes(part) ? reasons[part] : "manage leaves it out";
  return why === undefined ? finding : { part, name: partNames[part], why };
}

function unifiedPhone(found: TenantFound, allowed: Allowed): PartFinding[] {
  const { phoneProviders = [], providerActions = [], phoneTemplates = [] } = found;
  const factor = within(allowed, findFactor(found));
  const delivery = isHeld(factor) ? found.messageTypes : undefined;
  const sender = findUnifiedSender({ phoneProviders, providerActions }, delivery);
  return [sender, findTemplates(phoneTemplates), factor];
}

/** On a legacy tenant the three are one resource: one that can't be held leaves the others alone too. */
function legacyPhone(found: TenantFound): PartFinding[] {
  const { legacySender, legacyMessages, messageActions = [], messageBindings = [] } = found;
  const factor = findFactor(found);
  const messages = findLegacyMessages(legacyMessages ?? { enrollment: "", verification: "" });
  const sender = findLegacySender({
    legacySender: legacySender ?? {
      selected: "",
      twilio: { sid: undefined, from: undefined, messagingServiceSid: undefined, authToken: undefined },
    },
    messageActions,
    messageBindings,
  });
  const all = [withoutVoice(sender, found.messageTypes), messages, factor];
  const fault = all.find((one) => !isHeld(one));
  if (fault === undefined || isHeld(fault)) return all;
  return all.map((one) =>
    isHeld(one)
      ? {
          part: one.part,
          name: partNames[one.part],
          why: `on a legacy tenant it is one with the ${fault.part}, and ${fault.name}: ${fault.why}`,
        }
      : one,
  );
}

/** No Action sends voice (docs/decisions/0006). */
function withoutVoice(sender: PartFinding, delivery: readonly string[]): PartFinding {
  if (!isHeld(sender) || !delivery.includes("voice")) return sender;
  const action = actionSenders.find(({ kind }) => kind === sender.configuration["sender"]);
  if (action === undefined) return sender;
  const why = "it can't call, and the phone factor delivers by voice";
  return { part: "sender", name: `sender ${action.kind}`, why };
}

const partNames: Record<Part, string> = {
  application: "application",
  sender: "sender",
  messages: "message texts",
  factor: "phone factor",
  policy: "MFA policy",
};

/** What a code by phone would need and the tenant has not. A fault that an up fixes is none. */
const missingFor = (found: TenantFound): string[] =>
  obstaclesTo(mfaStateOf(found))
    .filter(({ cause }) => isMissing.has(cause))
    .map(obstacleWords);

const isMissing: ReadonlySet<Obstacle["cause"]> = new Set(["factor-off", "no-sender", "sender-disabled"]);

const inOrder = (findings: PartFinding[]): PartFinding[] =>
  parts.flatMap((part) => findings.filter((finding) => finding.part === part));
