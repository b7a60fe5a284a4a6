import type { Part } from "../configuration/parts.ts";

/** A part of the tenant that a stack can hold as it is. */
export interface Held {
  part: Part;
  /** What of it people want to see. */
  shown: readonly Shown[];
  /** Configuration by key, project keys without their namespace; `undefined` takes a key away. */
  configuration: Readonly<Record<string, unknown>>;
  /** What the API does not give back and the configuration needs. */
  unknown: readonly Unknown[];
  imports: readonly Import[];
  /** What of it stays as the tenant has it, though the part is held. */
  alone: readonly LeftAlone[];
}

export interface Shown {
  setting: string;
  value: string;
  /** The configuration's key for it. */
  key: string;
}

/** A value of the configuration that the API does not give back. */
export interface Unknown {
  /** The configuration's key, as in `twilio:authToken`. */
  key: string;
  /** What it is, for who is asked. */
  what: string;
  secret: boolean;
  /** The value, where the API does give it back. */
  value?: string;
}

/** One resource that the stack takes into its state. */
export interface Import {
  type: string;
  /** The resource's logical name in the program. */
  name: string;
  id: string;
}

/** Something of the tenant that the stack does not manage. */
export interface LeftAlone {
  name: string;
  why: string;
}

export type PartFinding = Held | (LeftAlone & { part: Part });

export const isHeld = (finding: PartFinding): finding is Held => "imports" in finding;

/** Auth0's types as Pulumi's engine names them. */
export const types = {
  client: "auth0:index/client:Client",
  provider: "auth0:index/phoneProvider:PhoneProvider",
  template: "auth0:index/phoneNotificationTemplate:PhoneNotificationTemplate",
  guardian: "auth0:index/guardian:Guardian",
  action: "auth0:index/action:Action",
  binding: "auth0:index/triggerAction:TriggerAction",
} as const;

/** A Guardian stands for the tenant's one set of settings: Auth0 has no id for it, any does. */
export const guardianId = "tenant";
