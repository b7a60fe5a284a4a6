import type { Client } from "../../inspection/clients.ts";
import { mfaStateOf } from "../../inspection/mfaState.ts";
import type { Snapshot } from "../../inspection/snapshot.ts";
import type { Obstacle } from "../../mfa/MfaState.ts";
import { obstaclesTo } from "../../mfa/MfaState.ts";
import type { Part } from "../../settings/parts.ts";
import { parts } from "../../settings/parts.ts";
import { projectName } from "../../settings/source.ts";
import type { Finding, Import, LeftAlone, Unknown } from "./Finding.ts";
import { isHeld } from "./Finding.ts";
import { foreign } from "./foreign.ts";
import { findApplication } from "./parts/application.ts";
import { findFactor } from "./parts/factor.ts";
import { findLegacyMessages, findTemplates } from "./parts/messages.ts";
import { findPolicy } from "./parts/policy.ts";
import { findLegacySender, findUnifiedSender } from "./parts/sender.ts";

/** What a stack has to be told and has to take into its state, so that it declares a tenant as it is. */
export interface AdoptionPlan {
  findings: readonly Finding[];
  managed: readonly Part[];
  /** Configuration by full key; `undefined` takes a key away. */
  configuration: Readonly<Record<string, unknown>>;
  unknown: readonly Unknown[];
  imports: readonly Import[];
  leftAlone: readonly LeftAlone[];
}

const common = ["tenant", "clients", "factors", "messageTypes", "policy"] as const;

/** The parts of a tenant's snapshot that a plan is made of. */
export const neededFor = {
  unified: [...common, "phoneProviders", "phoneTemplates", "providerActions"],
  legacy: [...common, "legacySender", "legacyMessages", "messageActions", "messageBindings"],
} as const;

/** A tenant as far as a plan needs it: the common parts, and those of its own phone experience. */
export type TenantFound = Pick<Snapshot, (typeof common)[number]> & Partial<Snapshot>;

/**
 * Plans how a stack takes a tenant over. What the stack could not declare to the letter is not managed: the preview after
 * it is then without a change.
 *
 * @param code the source of Plivo's Action
 * @param client the application to take over
 */
export function planAdoption(found: TenantFound, client: Client | undefined, code: string): AdoptionPlan {
  const { experience } = found.tenant;
  const phone = experience === "unified" ? unifiedPhone(found, code) : legacyPhone(found, code);
  const policy = findPolicy(found.policy, missingFor(found));
  const findings = inOrder([findApplication(client), ...phone, policy]);
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
    configuration: Object.fromEntries(
      Object.entries(configuration).map(([key, value]) => [fullKey(key), value]),
    ),
    unknown: held.flatMap((one) => one.unknown),
    imports: held.flatMap((one) => one.imports),
    leftAlone: [
      ...findings.flatMap((one) => (isHeld(one) ? one.alone : [{ name: one.name, why: one.why }])),
      ...foreign(found, client?.clientId),
    ],
  };
}

/** A key of the project's own gets its namespace; others have one. */
export const fullKey = (key: string): string => (key.includes(":") ? key : `${projectName}:${key}`);

function unifiedPhone(found: TenantFound, code: string): Finding[] {
  const { phoneProviders = [], providerActions = [], phoneTemplates = [] } = found;
  const factor = findFactor(found);
  const delivery = isHeld(factor) ? found.messageTypes : undefined;
  const sender = findUnifiedSender({ phoneProviders, providerActions }, delivery, code);
  return [sender, findTemplates(phoneTemplates), factor];
}

/** On a legacy tenant the three are one resource: one that can't be held leaves the others alone too. */
function legacyPhone(found: TenantFound, code: string): Finding[] {
  const { legacySender, legacyMessages, messageActions = [], messageBindings = [] } = found;
  const factor = findFactor(found);
  const messages = findLegacyMessages(legacyMessages ?? { enrollment: "", verification: "" });
  const sender = findLegacySender(
    {
      legacySender: legacySender ?? {
        selected: "",
        twilio: { sid: undefined, from: undefined, messagingServiceSid: undefined, authToken: undefined },
      },
      messageActions,
      messageBindings,
    },
    code,
  );
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

/** Plivo has no voice (docs/decisions/0006). */
function withoutVoice(sender: Finding, delivery: readonly string[]): Finding {
  const isPlivo = isHeld(sender) && sender.configuration["sender"] === "plivo";
  return isPlivo && delivery.includes("voice")
    ? { part: "sender", name: "sender plivo", why: "it can't call, and the phone factor delivers by voice" }
    : sender;
}

const partNames: Record<Part, string> = {
  application: "application",
  sender: "sender",
  messages: "message texts",
  factor: "phone factor",
  policy: "MFA policy",
};

/** What a code by phone would need and the tenant has not. */
const missingFor = (found: TenantFound): string[] =>
  obstaclesTo(mfaStateOf(found)).flatMap(({ cause }) => missing[cause] ?? []);

const missing: Partial<Record<Obstacle["cause"], string>> = {
  "factor-off": "the phone factor is off",
  "no-sender": "nothing sends its messages",
  "sender-disabled": "nothing sends its messages",
};

const inOrder = (findings: Finding[]): Finding[] =>
  parts.flatMap((part) => findings.filter((finding) => finding.part === part));
