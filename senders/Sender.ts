import type { Input } from "@pulumi/pulumi";
import type { Problem } from "../configuration/problems.ts";
import type { Source } from "../configuration/source.ts";
import type { DeliveryMethod } from "../mfa/deliveryMethods.ts";
import type { PhoneExperience } from "../mfa/phoneExperience.ts";

/** A sender of a tenant's messages, as a program needs it. */
export interface Sender<Settings, Args> {
  /** Its name for people, as in `Twilio`. */
  label: string;
  /** The project's own configuration keys that no other sender has. */
  keys: readonly string[];
  /** The names in those of its keys that are maps. */
  members?: Readonly<Record<string, readonly string[]>>;
  /**
   * The configuration keys of its account and of the number that messages come from; the project's own keys
   * without their namespace.
   */
  account: { id: string; token: string; number: string };
  /** Its part of a stack's configuration. */
  readSettings: (source: Source, delivery: readonly DeliveryMethod[], problems: Problem[]) => Settings;
  /** The Action that sends its messages; `undefined` if Auth0 itself calls the carrier. */
  action?: ActionSender;
  /** Asks the carrier why its account can't send as declared; `undefined` if there is nothing to check. */
  accountFault?: (
    settings: Settings,
    delivery: readonly DeliveryMethod[],
    where: Where,
  ) => AccountFault | undefined;
  /** What Auth0 has to know about it. */
  declare: (args: Args, delivery: readonly DeliveryMethod[], experience: PhoneExperience) => DeclaredSender;
}

/** Where an account's settings are used. */
export interface Where {
  /** The tenant's domain: a local tenant has a local carrier. */
  domain: string;
  /** The stack's name, for the commands in messages. */
  stack: string;
}

/** Why an account can't send as declared, or `undefined`. */
export type AccountFault = () => Promise<string | undefined>;

/** What Auth0 has to know about a sender. Its strings may be outputs; in hooks, `Text` is `string`. */
export interface DeclaredSender<Text = Input<string>> {
  /** The arguments of the tenant's one phone provider (unified experience). */
  provider: {
    name: string;
    configuration: {
      deliveryMethods: string[];
      sid?: Text;
      defaultFrom?: Text;
      mssid?: Text;
    };
    credentials: { authToken?: Text };
  };
  /** The sender's part of the phone factor (legacy experience). */
  factor: FactorSettings<Text>;
  /** The Action that sends messages, if Auth0 does not call the carrier itself. */
  action?: ActionArgs<Text>;
}

/** What a legacy tenant's phone factor has to know about the sender. */
export interface FactorSettings<Text = Input<string>> {
  provider: string;
  options: Partial<Record<"sid" | "authToken" | "from" | "messagingServiceSid", Text>>;
}

/** The arguments of an Action that is deployed as soon as it is built. */
export interface ActionArgs<Text = Input<string>> {
  name: string;
  code: string;
  runtime: string;
  deploy: true;
  supportedTriggers: { id: string; version: string };
  /** Auth0 keeps them write-only, and an Action has no other configuration. */
  secrets: { name: string; value: Text }[];
}

/** A sender that is an Auth0 Action. */
export interface ActionSender {
  /** Its name for people, as in `Plivo`. */
  label: string;
  /** The source of the Action, which handles the events of both phone experiences. */
  code: string;
  /** The Action's secrets, in the order in which they are declared. */
  secrets: readonly ActionSecret[];
}

/** A secret of an Action, and the configuration that it comes from. */
export interface ActionSecret {
  name: string;
  /** The configuration key; the project's own keys have no namespace. */
  key: string;
  /** What it is, for the person who is asked for it. */
  what: string;
  /** Whether it is a secret in the configuration too. */
  secret: boolean;
}
