import * as pulumi from "@pulumi/pulumi";
import { describeProblems } from "./configuration/problems.ts";
import type { TwilioAccount } from "./senders/twilio/delete.ts";
import { managedIn } from "./configuration/parts.ts";
import type { Managed } from "./configuration/parts.ts";
import { projectNameFault } from "./configuration/projectName.ts";
import type { Source } from "./configuration/source.ts";
import { readList, withOwnKeys } from "./configuration/source.ts";
import { readAuth0 } from "./settings/auth0.ts";
import type { Auth0Access } from "./tenant/api/Auth0Access.ts";
import type { Settings } from "./settings/settings.ts";
import { readSettings } from "./settings/settings.ts";

// The SDK exports it for internal use and omits it from its types.
const { isConfigSecret } = pulumi.runtime as unknown as { isConfigSecret: (key: string) => boolean };

/**
 * The stack's settings. Configuration is read only in this file.
 * @throws pulumi.RunError naming every problem, before any resource is declared
 */
export function loadSettings(): Settings {
  const fault = projectNameFault(pulumi.getProject());
  if (fault !== undefined) throw new pulumi.RunError(fault);
  const { settings, problems } = readSettings(source());
  if (problems.length > 0) throw new pulumi.RunError(describeProblems(pulumi.getStack(), problems));
  return settings;
}

/**
 * How to reach the stack's tenant, even if other configuration is wrong. A mistake in these values shows in
 * the first call.
 */
export const loadAccess = (): Auth0Access => readAuth0(source(), []);

/** What the stack manages, even if other configuration is wrong. */
export const loadManaged = (): Managed[] =>
  managedIn(withOwnKeys(pulumi.getProject(), pulumi.runtime.allConfig()));

/** The Actions that require no MFA, even if other configuration is wrong. */
export const loadActionsWithoutMfa = (): string[] => readList(source(), "actionsWithoutMfa", []);

/** The configured Twilio account, whichever sender is in use: it may own the stack's Messaging Service. */
export function loadTwilioAccount(): TwilioAccount | undefined {
  const { "twilio:accountSid": accountSid, "twilio:authToken": authToken } = pulumi.runtime.allConfig();
  return accountSid && authToken ? { accountSid, authToken } : undefined;
}

const source = (): Source => ({
  project: pulumi.getProject(),
  stack: pulumi.getStack(),
  values: pulumi.runtime.allConfig(),
  isSecret: isConfigSecret,
  environment: process.env,
});
