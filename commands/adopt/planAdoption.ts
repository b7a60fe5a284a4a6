import { mfaStateOf } from "../../tenant/readers/mfaState.ts";
import type { Snapshot } from "../../tenant/readers/snapshot.ts";
import { obstacleWords } from "../../mfa/obstacleWords.ts";
import type { Obstacle } from "../../mfa/MfaState.ts";
import { obstaclesTo } from "../../mfa/MfaState.ts";
import { sendersInCommands } from "../../senders/commands.ts";
import { actionSenders } from "../../senders/index.ts";
import type { Part } from "../../configuration/parts.ts";
import { parts } from "../../configuration/parts.ts";
import type { PartFinding, Import, IsRecorded, LeftAlone, Unknown } from "../../findings/PartFinding.ts";
import { isHeld } from "../../findings/PartFinding.ts";
import type { PhoneExperience } from "../../mfa/phoneExperience.ts";
import { clientOverlap, holderOf, overlap } from "../../findings/sharedParts.ts";
import { unrelated } from "./unrelated.ts";
import type { Known } from "./unrelated.ts";
import { findApplications } from "./parts/application.ts";
import type { Adopted } from "./parts/application.ts";
import { findFactor } from "./parts/factor.ts";
import { findLegacyMessages, findTemplates } from "./parts/messages.ts";
import { findPolicy } from "./parts/policy.ts";
import { callsOfService, findLegacySender, findUnifiedSender } from "./parts/sender.ts";

/** What to configure and what to import so that a stack declares a tenant unchanged. */
export interface AdoptionPlan {
  findings: readonly PartFinding[];
  managed: readonly Part[];
  /** Configuration by the project's own keys; `undefined` removes a key. */
  configuration: Readonly<Record<string, unknown>>;
  unknown: readonly Unknown[];
  imports: readonly Import[];
  leftAlone: readonly LeftAlone[];
  /** What another stack manages too. */
  shared: readonly Shared[];
}

/** Something that another stack manages too, why that is known, and what follows from it. */
export interface Shared extends LeftAlone {
  overlap: string;
}

const common = ["tenant", "clients", "factors", "messageTypes", "policy", "mfaActions"] as const;

/** The parts of a tenant's snapshot that a plan uses. */
export const neededFor = {
  unified: [...common, "phoneProviders", "phoneTemplates", "providerActions"],
  legacy: [...common, "legacySender", "legacyMessages", "messageActions", "messageBindings"],
} as const;

/** The part of a tenant that a plan needs: the common parts, and those of its phone experience. */
export type TenantFound = Pick<Snapshot, (typeof common)[number]> & Partial<Snapshot>;

/** What a stack may adopt. */
export interface Allowed extends Known {
  /** The parts that its configuration manages. */
  managed: readonly Part[];
  /** Why further parts must not be adopted, unless the stack has their resources already. */
  reasons: Readonly<Partial<Record<Part, string>>>;
  /** Whether the stack has a resource already. */
  isRecorded?: IsRecorded;
  /** Why a part, adopted or not, is another stack's too. */
  others?: Readonly<Partial<Record<Part, string>>>;
}

const everything: Allowed = { managed: parts, reasons: {} };

/**
 * Plans how a stack adopts a tenant. Anything that the stack could not declare exactly stays unmanaged, so
 * that the preview afterwards shows no change.
 * @param adopted the applications to adopt
 * @param allowed what it may adopt; everything by default
 */
export function planAdoption(
  found: TenantFound,
  adopted: readonly Adopted[],
  allowed: Allowed = everything,
): AdoptionPlan {
  const { experience } = found.tenant;
  const { others = {}, foreign = new Map<string, string>() } = allowed;
  const hasForeign = found.clients.some(
    ({ appType, clientId }) => appType === "spa" && foreign.has(clientId),
  );
  const free = { ...allowed, reasons: reasonsAgainst(allowed, experience) };
  const phone = experience === "unified" ? unifiedPhone(found, free) : legacyPhone(found);
  const policy = findPolicy(found.policy, missingFor(found));
  const all = [findApplications(adopted, hasForeign), ...phone.map((one) => asOwned(one, allowed)), policy];
  const findings = inOrder(all).map((one) => within(free, one));
  const held = findings.filter(isHeld);
  const managed = held.map(({ part }) => part);
  // Several parts can be settings of one resource.
  const named = held.flatMap((one) => one.imports).map((one) => [`${one.type}|${one.name}`, one] as const);
  const imports = [...new Map(named).values()].filter((resource) => allowed.isRecorded?.(resource) !== true);
  const configuration = {
    phoneExperience: experience === "unified" ? undefined : experience,
    manage: managed.length === parts.length ? undefined : managed,
    // Resources that existed before the stack should survive a mistake with it.
    ...(imports.length > 0 && { protect: true }),
    ...Object.assign({}, ...held.map((one) => one.configuration)),
  } as Record<string, unknown>;
  return {
    findings,
    managed,
    configuration,
    unknown: held.flatMap((one) => one.unknown),
    imports,
    leftAlone: [
      ...findings.flatMap((one) => (isHeld(one) ? one.alone : [{ name: one.name, why: one.why }])),
      ...unrelated(
        found,
        {
          clientIds: adopted.map(({ client }) => client.clientId),
          factors: Object.keys(configuration["otherFactors"] ?? {}),
        },
        allowed,
      ),
    ],
    shared: [
      ...adopted.flatMap(({ client: { clientId, name } }) => {
        const why = foreign.get(clientId);
        return why === undefined ? [] : [{ name: `application ${name}`, why, overlap: clientOverlap }];
      }),
      ...managed.flatMap((part) => {
        const why = others[part];
        return why === undefined ? [] : [{ name: partNames[part], why, overlap }];
      }),
    ],
  };
}

/** A part whose resource the stack has already is its own, whatever other stacks say. */
const reasonsAgainst = ({ reasons, isRecorded }: Allowed, experience: PhoneExperience): Allowed["reasons"] =>
  Object.fromEntries(
    parts
      .filter((part) => reasons[part] !== undefined && isRecorded?.(holderOf(part, experience)) !== true)
      .map((part) => [part, reasons[part]]),
  );

/** A sender, as a stack declares it that has created resources of its carrier. */
function asOwned(finding: PartFinding, { isRecorded }: Allowed): PartFinding {
  if (!isHeld(finding) || finding.part !== "sender" || isRecorded === undefined) return finding;
  return Object.values(sendersInCommands).reduce(
    (held, sender) => sender.adoptOwned?.(held, isRecorded) ?? held,
    finding,
  );
}

/** A part that must not be adopted stays unmanaged. */
function within({ managed, reasons }: Allowed, finding: PartFinding): PartFinding {
  const { part } = finding;
  const why = managed.includes(part) ? reasons[part] : "it is not in manage";
  return why === undefined ? finding : { part, name: partNames[part], why };
}

function unifiedPhone(found: TenantFound, allowed: Allowed): PartFinding[] {
  const { phoneProviders = [], providerActions = [], phoneTemplates = [] } = found;
  const factor = within(allowed, findFactor(found));
  const delivery = isHeld(factor) ? found.messageTypes : undefined;
  const sender = findUnifiedSender({ phoneProviders, providerActions }, delivery);
  return [sender, findTemplates(phoneTemplates), factor];
}

/** On a legacy tenant, the three parts are one resource: if one can't be managed, none of them is. */
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
          why: `on a legacy tenant, it is managed together with the ${fault.part}, which can't be adopted: ${fault.name}, ${fault.why}`,
        }
      : one,
  );
}

/** No Action sends voice (docs/decisions/0006), and no Messaging Service. */
function withoutVoice(sender: PartFinding, delivery: readonly string[]): PartFinding {
  if (!isHeld(sender) || !delivery.includes("voice")) return sender;
  const action = actionSenders.find(({ kind }) => kind === sender.configuration["sender"]);
  if (action === undefined)
    return sender.configuration["twilioMessagingServiceSid"] === undefined
      ? sender
      : { part: "sender", name: "sender twilio", why: callsOfService };
  const why = "it can't make calls, and the phone factor delivers by voice";
  return { part: "sender", name: `sender ${action.kind}`, why };
}

const partNames: Record<Part, string> = {
  application: "application",
  sender: "sender",
  messages: "message texts",
  factor: "phone factor",
  policy: "MFA policy",
};

/** What a code by phone needs and the tenant lacks. A problem that an `up` fixes does not count. */
const missingFor = (found: TenantFound): string[] =>
  obstaclesTo(mfaStateOf(found))
    .filter(({ cause }) => isMissing.has(cause))
    .map(obstacleWords);

const isMissing: ReadonlySet<Obstacle["cause"]> = new Set(["factor-off", "no-sender", "sender-disabled"]);

const inOrder = (findings: PartFinding[]): PartFinding[] =>
  parts.flatMap((part) => findings.filter((finding) => finding.part === part));
