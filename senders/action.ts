import { customProvider, legacyHook } from "../mfa/actionSenders.ts";
import type { Input } from "@pulumi/pulumi";
import { phoneExperiences } from "../mfa/phoneExperience.ts";
import type { PhoneExperience } from "../mfa/phoneExperience.ts";
import type { ActionArgs, ActionSender, DeclaredSender } from "./Sender.ts";

/** The Node version on which Auth0 runs the Actions. */
export const runtime = "node22";

/**
 * The triggers that call an Action to send a message. `custom-phone-provider` needs no binding, and Auth0
 * allows one deployed Action for it; `send-phone-message` does need a binding.
 */
export const triggers = {
  unified: { id: "custom-phone-provider", version: "v1" },
  legacy: { id: "send-phone-message", version: "v2" },
} as const satisfies Record<PhoneExperience, { id: string; version: string }>;

/** One name per trigger, because an Action can't change its trigger and names are unique on a tenant. */
export const actionName = ({ label }: Pick<ActionSender, "label">, experience: PhoneExperience): string =>
  `Send phone messages with ${label}${experience === "legacy" ? " (legacy)" : ""}`;

/** Its names on every tenant. */
export const actionNames = (sender: Pick<ActionSender, "label">): string[] =>
  phoneExperiences.map((experience) => actionName(sender, experience));

/**
 * What Auth0 has to know about a sender that is an Action. For why it has no voice, see docs/decisions/0006.
 */
export function declareAction(
  sender: ActionSender,
  values: Readonly<Record<string, Input<string>>>,
  experience: PhoneExperience,
): DeclaredSender {
  return {
    // Auth0 rejects a custom provider without `credentials`, even though it has none.
    provider: { name: customProvider, configuration: { deliveryMethods: ["text"] }, credentials: {} },
    factor: { provider: legacyHook, options: {} },
    action: actionArgs(sender, experience, values),
  };
}

const actionArgs = (
  sender: ActionSender,
  experience: PhoneExperience,
  values: Readonly<Record<string, Input<string>>>,
): ActionArgs => ({
  name: actionName(sender, experience),
  code: sender.code,
  runtime,
  deploy: true,
  supportedTriggers: triggers[experience],
  secrets: sender.secrets.map(({ name }) => ({ name, value: values[name] ?? "" })),
});
