import type { Managed } from "../../configuration/parts.ts";
import type { PhoneExperience } from "../../mfa/phoneExperience.ts";
import type { DeclaredMfa } from "../../mfa/plan.ts";
import type { AccountFault, DeclaredSender } from "../../senders/Sender.ts";
import type { TwilioAccount } from "../../senders/twilio/delete.ts";
import type { TenantCalls } from "./TenantCalls.ts";

/**
 * A step that runs before a resource's own write. If it fails, the engine leaves the resource unchanged, and
 * the next run repeats the step.
 */
export interface Hook {
  /** The end of "Failed to …". */
  purpose: string;
  /** What a failure means for users, as a whole sentence. */
  consequence: string;
  /** What to do about a failure whose reason does not say it, as a whole sentence. */
  fix?: string;
  /** @throws CallFailure or Refused */
  run: (step: HookStep) => Promise<void>;
}

export const runAgain = "Fix: resolve the error and run the command again.";

/** The write that a hook runs before. In a preview, a value that is not yet known is undefined. */
export interface HookStep {
  tenant: TenantCalls;
  /** The resource's id; empty before it is created. */
  id: string;
  /** The resource's name in the program. */
  name: string;
  /** The inputs that are about to be written. Empty in a deletion. */
  news: Values;
  /** The inputs that were declared before. Empty in a creation. */
  olds: Values;
  /** The outputs that the provider believes the tenant has. Empty in a creation. */
  known: Values;
  declared: Declared;
  /** Kinds of resources whose credentials this run has sent. */
  sent: ReadonlySet<string>;
  /** Whether an update removes the resource because the program no longer declares what it is for. */
  isLeftOut: boolean;
}

export type Values = Readonly<Record<string, unknown>>;

/** What the program declares about its tenant, for the hooks. */
export interface Declared {
  /** The stack's name, for the commands in messages. */
  stack: string;
  /**
   * Tags what the stack creates, so that it can be recognized even if the response to its creation was lost.
   */
  ownershipTag: () => Promise<string>;
  phoneExperience: PhoneExperience;
  /** What the program manages of the tenant. */
  managed: readonly Managed[];
  /** Names of Actions in the login flow that don't require MFA, even if their code looks as if they might. */
  actionsWithoutMfa: readonly string[];
  /** Whether an update may lower the MFA policy. */
  allowWeakening: boolean;
  /** The Twilio account that has the stack's own Messaging Service. */
  twilio: TwilioAccount | undefined;
  /** A tenant's phone MFA. */
  phone?: DeclaredPhone;
}

export interface DeclaredPhone {
  mfa: DeclaredMfa;
  /** Its values, once they are known. */
  sender: () => Promise<KnownSender | undefined>;
  /** Whether the state records that the declared credentials and deployment have arrived. */
  haveCredentialsArrived: () => Promise<boolean>;
  /** Why the sender's account can't send as declared. */
  accountFault: AccountFault;
}

export type KnownSender = DeclaredSender<string>;

/** The phone MFA that the program declares. Only the hooks of PhoneMfa's own resources use it. */
export function declaredPhone({ phone }: Declared): DeclaredPhone {
  if (phone === undefined) throw new Error("The program declares no phone MFA.");
  return phone;
}

/** Whether a Guardian's setting turns a factor on, as a flag or with settings of its own. */
export const isFactorOn = (setting: unknown): boolean =>
  setting === true || memberOf(setting, "enabled") === true;

export const isCreation = ({ olds }: Pick<HookStep, "olds">): boolean => Object.keys(olds).length === 0;

/** A value's member; `undefined` if there is none. */
export const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Values)[name] : undefined;
