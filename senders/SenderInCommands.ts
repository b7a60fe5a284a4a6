import type { Kind } from "../findings/changes/Kind.ts";
import type { Finding } from "../findings/Finding.ts";
import type { Import, PartFinding } from "../findings/PartFinding.ts";
import type { DeliveryMethod } from "../mfa/deliveryMethods.ts";
import type { Transport } from "../tenant/http/requestJson.ts";
import type { CarrierAddress } from "./account/carrierAddress.ts";
import type { SenderSettings } from "./index.ts";

/** What commands need to know of a sender, beside what a program does. */
export interface SenderInCommands {
  /**
   * Whether its account can send what the stack declares. Reads only. Not called with another sender's
   * settings.
   */
  checkAccount: (settings: SenderSettings, check: AccountCheck) => Promise<Finding[]>;
  /**
   * Whether a stack can hold the sender as a tenant has it. For one that is an Action, the Action tells that.
   */
  adopt?: (found: FoundProvider, imports: readonly Import[]) => PartFinding;
  /** How changes of the carrier's own resources are told, by type. */
  kinds: Readonly<Record<string, Kind>>;
  /** The stand-in for its account. */
  local: LocalCarrier;
}

/** What an account is asked by, and for. */
export interface AccountCheck {
  /** How codes are to be sent. */
  delivery: readonly DeliveryMethod[];
  /** The Messaging Service that the stack made; `undefined` before it has. */
  messagingServiceSid: string | undefined;
  at: CarrierAddress;
  transport: Transport;
}

/** A carrier as a tenant calls it, in either phone experience. */
export interface FoundProvider {
  sid: string | undefined;
  from: string | undefined;
  messagingServiceSid: string | undefined;
  /** Given back by a legacy tenant only. */
  authToken?: string | undefined;
}

/** What stands in for a carrier at a local tenant, and what a stack is told of it. */
export interface LocalCarrier {
  /** The configuration's keys of what may be set in place of the number. */
  insteadOfNumber: readonly string[];
  /** The account, as a running sandbox describes itself. */
  accountOf: (description: LocalCarriers) => LocalAccount;
  /** Makes another token that the account takes, as who replaces one does. */
  secondToken?: (description: LocalCarriers) => Promise<string>;
  /** What of the account a stack file names: numbers, a Messaging Service. */
  named: (file: StackFile) => string[];
  /** The account's settings with which it has what these stack files name. */
  holding: (description: LocalCarriers, files: readonly StackFile[]) => object;
}

/**
 * A stack file's `config`, as it is written (what is encrypted is `{secure: …}`), with the project's own keys
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
