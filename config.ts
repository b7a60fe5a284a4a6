import * as pulumi from "@pulumi/pulumi";
import { describeProblems } from "./configuration/problems.ts";
import type { Settings } from "./settings/settings.ts";
import { readSettings } from "./settings/settings.ts";

// The SDK exports it for its own use and leaves it out of its types.
const { isConfigSecret } = pulumi.runtime as unknown as { isConfigSecret: (key: string) => boolean };

/**
 * The stack's settings, the only place where configuration is read.
 *
 * @throws pulumi.RunError naming all that is wrong, before any resource is declared.
 */
export function loadSettings(): Settings {
  const stack = pulumi.getStack();
  const { settings, problems } = readSettings({
    project: pulumi.getProject(),
    stack,
    values: pulumi.runtime.allConfig(),
    isSecret: isConfigSecret,
    environment: process.env,
  });
  if (problems.length > 0) throw new pulumi.RunError(describeProblems(stack, problems));
  return settings;
}
