import type { Input } from "@pulumi/pulumi";
import type { Problem } from "../configuration/problems.ts";
import type { Source } from "../configuration/source.ts";
import type { DeliveryMethod } from "../mfa/deliveryMethods.ts";
import type { PhoneExperience } from "../mfa/phoneExperience.ts";

/** A way for a tenant's messages to leave, as a program needs to know it. */
export interface Sender<Settings, Args> {
  /** As people know it, as in `Twilio`. */
  label: string;
  /** The project's own configuration keys that no other sender has. */
  keys: readonly string[];
  /** The configuration's keys of its account and of the number that messages come from; the project's own without their namespace. */
  account: { id: string; token: string; number: string };
  /** Its part of a stack's configuration. */
  readSettings: (source: Source, delivery: readonly DeliveryMethod[], problems: Problem[]) => Settings;
  /** The Action that its messages leave through; `undefined` if Auth0 itself calls the carrier. */
  action?: ActionSender;
  /** What Auth0 has to be told of it. */
  declare: (args: Args, delivery: readonly DeliveryMethod[]) => DeclaredSender;
}

/** What Auth0 has to be told of a sender. */
export interface DeclaredSender {
  /** The arguments of the tenant's one phone provider (unified experience). */
  provider: {
    name: string;
    configuration: {
      deliveryMethods: string[];
      sid?: Input<string>;
      defaultFrom?: Input<string>;
      mssid?: Input<string>;
    };
    credentials: { authToken?: Input<string> };
  };
  /** The sender's part of the phone factor (legacy experience). */
  factor: FactorSettings;
  /** The Action that messages leave through, if Auth0 does not call the carrier itself. */
  action?: (experience: PhoneExperience) => ActionArgs;
}

/** What a legacy tenant's phone factor has to know of the sender. */
export interface FactorSettings {
  provider: string;
  options: Partial<Record<"sid" | "authToken" | "from" | "messagingServiceSid", Input<string>>>;
}

/** The arguments of an Action that is deployed as soon as it is built. */
export interface ActionArgs {
  name: string;
  code: string;
  runtime: string;
  deploy: true;
  supportedTriggers: { id: string; version: string };
  /** Auth0 keeps them write-only, and an Action has no other configuration. */
  secrets: { name: string; value: Input<string> }[];
}

/** A sender whose messages leave through an Auth0 Action. */
export interface ActionSender {
  /** As people know it, as in `Plivo`. */
  label: string;
  /** The source of the Action, which handles the events of both phone experiences. */
  code: string;
  /** What the Action is given, in the order in which it is declared. */
  secrets: readonly ActionSecret[];
}

/** A secret of an Action, and the configuration that it comes from. */
export interface ActionSecret {
  name: string;
  /** The configuration's key, without a namespace for one of the project's own. */
  key: string;
  /** What it is, for who is asked for it. */
  what: string;
  /** Whether it is a secret in the configuration too. */
  secret: boolean;
}
