import type { Part } from "../configuration/parts.ts";

/** A part of the tenant that a stack can manage without changing it. */
export interface Held {
  part: Part;
  /** What people want to see of it. */
  shown: readonly Shown[];
  /** Configuration by key, project keys without their namespace; `undefined` removes a key. */
  configuration: Readonly<Record<string, unknown>>;
  /** Values that the configuration needs and the API does not return. */
  unknown: readonly Unknown[];
  imports: readonly Import[];
  /** What stays unmanaged although the part is managed. */
  alone: readonly LeftAlone[];
}

export interface Shown {
  setting: string;
  value: string;
  /** Its configuration key. */
  key: string;
  /** If the stack manages it already: how. */
  already?: string;
  /** If the key has no default: a value of another key that declares this one too. */
  unless?: { key: string; value: string };
}

/** A configuration value that the API does not return. */
export interface Unknown {
  /** The configuration key, as in `twilio:authToken`. */
  key: string;
  /** What it is, for the person who is asked. */
  what: string;
  secret: boolean;
  /** The value, if the API does return it. */
  value?: string;
}

/** One resource that the stack imports. */
export interface Import {
  type: string;
  /** The resource's logical name in the program. */
  name: string;
  id: string;
}

/** Whether a stack's state has a resource. */
export type IsRecorded = (resource: Pick<Import, "type" | "name">) => boolean;

/** Something on the tenant that the stack does not manage. */
export interface LeftAlone {
  name: string;
  why: string;
}

export type PartFinding = Held | (LeftAlone & { part: Part });

export const isHeld = (finding: PartFinding): finding is Held => "imports" in finding;

/** Auth0's resource types by the engine's names. */
export const types = {
  client: "auth0:index/client:Client",
  provider: "auth0:index/phoneProvider:PhoneProvider",
  template: "auth0:index/phoneNotificationTemplate:PhoneNotificationTemplate",
  guardian: "auth0:index/guardian:Guardian",
  action: "auth0:index/action:Action",
  binding: "auth0:index/triggerAction:TriggerAction",
} as const;

/** A Guardian represents the tenant's only set of settings. Auth0 has no id for it, so any id works. */
export const guardianId = "tenant";
