import type { Kind } from "../findings/changes/Kind.ts";
import type { Finding } from "../findings/Finding.ts";
import type { Held, Import, IsRecorded, PartFinding } from "../findings/PartFinding.ts";
import type { DeliveryMethod } from "../mfa/deliveryMethods.ts";
import type { Transport } from "../tenant/http/requestJson.ts";
import type { CarrierAddress } from "./account/carrierAddress.ts";
import type { SenderSettings } from "./index.ts";

/** What commands need to know about a sender, besides what a program needs. */
export interface SenderInCommands {
  /**
   * Checks whether its account can send what the stack declares. Only reads. Not called with another sender's
   * settings.
   */
  checkAccount: (settings: SenderSettings, check: AccountCheck) => Promise<Finding[]>;
  /**
   * Whether a stack can manage a tenant's sender unchanged. For an Action, this depends on the Action itself.
   */
  adopt?: (found: FoundProvider, imports: readonly Import[]) => PartFinding;
  /** The sender found, as a stack declares it that has created resources of the carrier. */
  adoptOwned?: (found: Held, isRecorded: IsRecorded) => Held;
  /** How changes of the carrier's own resources are described, by type. */
  kinds: Readonly<Record<string, Kind>>;
  /** The stand-in for its account. */
  local: LocalCarrier;
}

/** The credentials for checking an account, and what to check. */
export interface AccountCheck {
  /** The delivery methods. */
  delivery: readonly DeliveryMethod[];
  /** The Messaging Service that the stack created; `undefined` before it exists. */
  messagingServiceSid: string | undefined;
  /** The numbers that the stack has attached to it, also if the update failed after that. */
  attachedNumbers: readonly string[];
  at: CarrierAddress;
  transport: Transport;
}

/** A carrier as configured on a tenant of either phone experience. */
export interface FoundProvider {
  sid: string | undefined;
  from: string | undefined;
  messagingServiceSid: string | undefined;
  /** Only returned by a legacy tenant. */
  authToken?: string | undefined;
}

/** A carrier's stand-in on a local tenant, and the configuration for it. */
export interface LocalCarrier {
  /** The configuration keys of what may be set instead of the number. */
  insteadOfNumber: readonly string[];
  /** The account, described by a running sandbox. */
  accountOf: (description: LocalCarriers) => LocalAccount;
  /** Creates another token that the account accepts, as for a rotation. */
  secondToken: (description: LocalCarriers) => Promise<string>;
  /** The parts of the account that a stack file names: numbers, a Messaging Service. */
  named: (file: StackFile) => string[];
  /** The account settings that provide what these stack files name. */
  holding: (description: LocalCarriers, files: readonly StackFile[]) => object;
}

/**
 * A stack file's `config` as written (encrypted values are `{secure: …}`), with the project's own keys
 * without their namespace.
 */
export type StackFile = Readonly<Record<string, unknown>>;

/** The accounts of a local tenant. */
export interface LocalCarriers {
  twilio: { url: string; accountSid: string; authToken: string; from: string };
  plivo: { url: string; authId: string; authToken: string; from: string };
}

export interface LocalAccount {
  id: string;
  token: string;
  from: string;
}
