import type { OtherFactor } from "../mfa/factors.ts";
import type { DeliveryMethod } from "../mfa/deliveryMethods.ts";
import { deliveryMethods } from "../mfa/deliveryMethods.ts";
import { policies } from "../mfa/policies.ts";
import { phoneExperiences } from "../mfa/phoneExperience.ts";
import type { PhoneExperience } from "../mfa/phoneExperience.ts";
import type { MfaPolicy } from "../mfa/policies.ts";
import type { Messages } from "../mfa/templates.ts";
import type { Applications } from "./applications.ts";
import { readApplications } from "./applications.ts";
import type { Auth0Access } from "../tenant/api/Auth0Access.ts";
import { readAuth0 } from "./auth0.ts";
import { asMeant } from "./asMeant.ts";
import { readMessages } from "./messages.ts";
import { readOtherFactors } from "./otherFactors.ts";
import type { OtherFactors } from "./otherFactors.ts";
import type { Managed, Part } from "../configuration/parts.ts";
import { parts, readParts } from "../configuration/parts.ts";
import type { Problem } from "../configuration/problems.ts";
import { set } from "../configuration/problems.ts";
import { senderNames, senders } from "../senders/index.ts";
import type { SenderName, SenderSettings } from "../senders/index.ts";
import type { Source } from "../configuration/source.ts";
import { listOfWords, orList, own, readFlag, readList, readWord } from "../configuration/source.ts";
import { exposedSecrets, plainSecrets } from "../configuration/values.ts";

/**
 * One stack's configuration, read and checked. A part that is not in `manage` is undefined and stays
 * unmanaged.
 */
export interface Settings {
  auth0: Auth0Access;
  phoneExperience: PhoneExperience;
  applications: Applications | undefined;
  sender: SenderSettings | undefined;
  messages: Messages | undefined;
  /** The delivery methods of the sender and the factor. */
  delivery: DeliveryMethod[];
  /** Whether the stack manages the phone factor. */
  factor: boolean;
  /** Whether each other factor is on. The stack does not manage a factor that is not named. */
  otherFactors: OtherFactors;
  mfaPolicy: MfaPolicy | undefined;
  /** Names of Actions in the login flow that don't require MFA, even if their code looks as if they might. */
  actionsWithoutMfa: string[];
  /** Whether the policy pack allows the MFA policy to be lowered. */
  allowWeakening: boolean;
  /** Whether everything that the stack creates on the tenant is protected from deletion. */
  protect: boolean;
}

/** Reads a stack's configuration. If `problems` is not empty, the settings must not be used. */
export function readSettings(given: Source): { settings: Settings; problems: Problem[] } {
  const { source, problems: misspelled } = asMeant(given);
  const problems: Problem[] = [...misspelled, ...plainSecrets(source), ...exposedSecrets(source)];
  const auth0 = readAuth0(source, problems);
  const phoneExperience = readWord(source, "phoneExperience", phoneExperiences, "unified", problems);
  const managed = readParts(source, phoneExperience, problems);
  const part = <Value>(name: Part, read: () => Value) => (managed.has(name) ? read() : undefined);

  const applications = part("application", () => readApplications(source, problems));
  const mfaPolicy = part("policy", () =>
    readWord<MfaPolicy, MfaPolicy>(source, "mfaPolicy", policies.toReversed(), "always", problems),
  );
  const messages = part("messages", () => readMessages(source, phoneExperience, problems));
  const factor = managed.has("factor");
  const otherFactors = readOtherFactors(source, factor, problems);
  // A sender needs the delivery methods even if the factor is managed elsewhere.
  const delivery = readDelivery(source, factor || managed.has("sender") ? problems : []);
  const sender = part("sender", () => readSender(source, delivery, problems));
  const actionsWithoutMfa = readList(source, "actionsWithoutMfa", problems);
  const allowWeakening = readFlag(source, "allowWeakening", problems) ?? false;
  const protect = readFlag(source, "protect", problems, true) ?? source.stack === "prod";

  return {
    settings: {
      auth0,
      phoneExperience,
      applications,
      sender,
      messages,
      delivery,
      factor,
      otherFactors,
      mfaPolicy,
      actionsWithoutMfa,
      allowWeakening,
      protect,
    },
    problems,
  };
}

/** The parts of the tenant that the stack manages. */
export function partsOf({ applications, sender, messages, factor, mfaPolicy }: Settings): Part[] {
  const managed: Record<Part, boolean> = {
    application: applications !== undefined,
    sender: sender !== undefined,
    messages: messages !== undefined,
    factor,
    policy: mfaPolicy !== undefined,
  };
  return parts.filter((part) => managed[part]);
}

/** The same, plus the other factors. */
export const managedBy = (settings: Settings): Managed[] => [
  ...partsOf(settings),
  ...(Object.keys(settings.otherFactors) as OtherFactor[]),
];

/** Suggested if none is chosen. */
const fallback: SenderName = "twilio";

function readSender(
  source: Source,
  delivery: readonly DeliveryMethod[],
  problems: Problem[],
): SenderSettings {
  const before = problems.length;
  const kind = readWord(source, "sender", senderNames, undefined, problems);
  if (kind === undefined && problems.length === before) {
    problems.push({
      key: "sender",
      what: `is missing; it must be ${orList(senderNames)}`,
      fix: set("sender", fallback),
    });
  }
  // Without a sender, it is unknown which of its keys are missing.
  return senders[kind ?? fallback].readSettings(source, delivery, kind === undefined ? [] : problems);
}

function readDelivery(source: Source, problems: Problem[]): DeliveryMethod[] {
  const key = "delivery";
  if (own(source, key) === undefined) return ["sms"];
  const before = problems.length;
  const words = listOfWords(source, key, deliveryMethods, problems);
  if (words.length === 0 && problems.length === before) {
    problems.push({
      key,
      what: "is empty; it needs at least one delivery method",
      fix: set(`${key}[0]`, "sms"),
    });
  }
  return words;
}
