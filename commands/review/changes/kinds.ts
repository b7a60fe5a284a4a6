import { action, triggerAction } from "./action.ts";
import { client } from "./client.ts";
import { guardian } from "./guardian.ts";
import type { Step } from "../../../preview/Preview.ts";
import type { Kind } from "../../../findings/changes/Kind.ts";
import { template } from "./messages.ts";
import { phoneProvider } from "./phoneProvider.ts";
import { sendersInCommands } from "../../../senders/commands.ts";

/** The kinds that the report can describe, by type. Everything else is unknown. */
const kinds: Readonly<Record<string, Kind | ((step: Step) => Kind)>> = {
  "auth0:index/client:Client": client,
  "auth0:index/phoneProvider:PhoneProvider": phoneProvider,
  "auth0:index/phoneNotificationTemplate:PhoneNotificationTemplate": template,
  "auth0:index/guardian:Guardian": guardian,
  "auth0:index/action:Action": action,
  "auth0:index/triggerAction:TriggerAction": triggerAction,
  ...Object.fromEntries(Object.values(sendersInCommands).flatMap(({ kinds: own }) => Object.entries(own))),
};

export function kindOf(step: Step): Kind | undefined {
  const kind = Object.hasOwn(kinds, step.type) ? kinds[step.type] : undefined;
  return typeof kind === "function" ? kind(step) : kind;
}
