import type { Managed } from "../../configuration/parts.ts";
import type { PhoneExperience } from "../../mfa/phoneExperience.ts";
import type { DeclaredMfa } from "../../mfa/plan.ts";
import type { AccountFault, DeclaredSender } from "../../senders/Sender.ts";
import type { TwilioAccount } from "../../senders/twilio/delete.ts";
import type { TenantCalls } from "./TenantCalls.ts";

/**
 * A step that comes before a resource's own write. If it fails, the engine leaves the resource as it is and
 * the next run does it again.
 */
export interface Hook {
  /** The end of "Failed to …". */
  purpose: string;
  /** What its failure means for users, and what to do: whole sentences. */
  consequence: string;
  /** @throws CallFailure or Refused */
  run: (step: HookStep) => Promise<void>;
}

/** The write that a hook comes before. In a preview, a value that is not known yet is undefined. */
export interface HookStep {
  tenant: TenantCalls;
  /** The resource's id; empty before it is created. */
  id: string;
  /** The resource's name in the program. */
  name: string;
  /** What is about to be written. Empty in a deletion. */
  news: Values;
  /** What was declared before. Empty in a creation. */
  olds: Values;
  /** What the provider takes the tenant to have. Empty in a creation. */
  known: Values;
  declared: Declared;
  /** Kinds of resources with which this run has sent credentials. */
  sent: ReadonlySet<string>;
}

export type Values = Readonly<Record<string, unknown>>;

/** What the program declares of its tenant, as hooks need to know it. */
export interface Declared {
  /** Marks what the stack creates, so that it is recognised where its creation was never answered. */
  ownershipTag: () => Promise<string>;
  phoneExperience: PhoneExperience;
  /** What of the tenant the program manages. */
  managed: readonly Managed[];
  /** Names of Actions in the login flow that require no MFA, whatever their code looks like. */
  actionsWithoutMfa: readonly string[];
  /** The Twilio account that has the stack's own Messaging Service. */
  twilio: TwilioAccount | undefined;
  /** A tenant's phone MFA. */
  phone?: DeclaredPhone;
}

export interface DeclaredPhone {
  mfa: DeclaredMfa;
  /** Its values, once they are known. */
  sender: () => Promise<KnownSender | undefined>;
  /** Whether the credentials and the deployment that the program declares are recorded as arrived. */
  haveCredentialsArrived: () => Promise<boolean>;
  /** Why the sender's account can't send as declared. */
  accountFault: AccountFault;
}

export type KnownSender = DeclaredSender<string>;

/** What the program declares of phone MFA. Only the hooks of PhoneMfa's own resources ask for it. */
export function declaredPhone({ phone }: Declared): DeclaredPhone {
  if (phone === undefined) throw new Error("The program declares no phone MFA.");
  return phone;
}

/** Whether a factor's setting of a Guardian has it on, as a flag or with settings of its own. */
export const isFactorOn = (setting: unknown): boolean =>
  setting === true || memberOf(setting, "enabled") === true;

export const isCreation = ({ olds }: Pick<HookStep, "olds">): boolean => Object.keys(olds).length === 0;

/** A value's member; `undefined` if there is none. */
export const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Values)[name] : undefined;
