import type { Input } from "@pulumi/pulumi";
import type { DeliveryMethod } from "../mfa/deliveryMethods.ts";
import type { PhoneExperience } from "../mfa/phoneExperience.ts";
import { plivo } from "./plivo/index.ts";
import type { AccountFault, ActionSender, DeclaredSender, Sender, Where } from "./Sender.ts";
import { twilio } from "./twilio/index.ts";

/** All senders, as programs need them; senders/commands.ts has what commands need. */
export const senders = { twilio, plivo };

export type SenderName = keyof typeof senders;

export const senderNames = Object.keys(senders) as SenderName[];

/** One sender's part of a stack's configuration. */
export type SenderSettings = ReturnType<(typeof senders)[SenderName]["readSettings"]>;

/** A sender as a component takes it. */
export type SenderArgs = Parameters<(typeof senders)[SenderName]["declare"]>[0];

export const isSenderName = (name: unknown): name is SenderName =>
  typeof name === "string" && Object.hasOwn(senders, name);

/** The senders that are Actions, by their names. */
export const actionSenders: readonly (ActionSender & { kind: SenderName })[] = senderNames.flatMap((kind) => {
  const { action } = senders[kind];
  return action === undefined ? [] : [{ ...action, kind }];
});

/** Asks the carrier why its account can't send as declared; `undefined` if there is nothing to check. */
export function accountFaultOf(
  settings: SenderSettings,
  delivery: readonly DeliveryMethod[],
  where: Where,
): AccountFault | undefined {
  const sender = senders[settings.kind] as Sender<SenderSettings, unknown>;
  return sender.accountFault?.(settings, delivery, where);
}

/** What Auth0 has to know about a sender. */
export function declareSender(
  args: SenderArgs,
  delivery: readonly DeliveryMethod[],
  experience: PhoneExperience,
): DeclaredSender {
  const sender = senders[args.kind] as Sender<unknown, SenderArgs>;
  return sender.declare(args, delivery, experience);
}

/** The sender's credentials that Auth0 never returns, each of an Action's after its name. */
export const credentialsOf = ({ action, provider }: DeclaredSender): Input<string>[] =>
  action
    ? action.secrets.flatMap(({ name, value }) => [name, value])
    : [provider.credentials.authToken ?? ""];
