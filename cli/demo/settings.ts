import { CommandError } from "../command.ts";
import { compareSettings } from "../effectiveSettings.ts";
import type { LocalStack } from "../localStack.ts";
import { readConfiguration } from "../stackReading.ts";
import { table } from "../table.ts";

/** Reads the tenant's settings back and shows them next to the declared ones; whether all agree. */
export async function showSettings(local: LocalStack, stack: string): Promise<boolean> {
  const { auth0 } = local.sandbox.describe();
  const { settings } = await readConfiguration(local, stack, local.environment);
  const rows = await compareSettings(settings, await stackOutput(local, "clientId"), async (path) => {
    const response = await fetch(`${auth0.plainUrl}/api/v2${path}`, {
      headers: { authorization: `Bearer ${auth0.managementToken}` },
    });
    if (!response.ok)
      throw new CommandError(`Failed to read ${path} back: the tenant answered ${response.status}.`);
    return response.json();
  });
  const agree = rows.every(({ declared, effective }) => declared === effective);
  const lines = rows.map(({ setting, declared, effective }) => [
    declared === effective ? "✓" : "✗",
    setting,
    effective,
    declared === effective ? "" : `declared: ${declared}`,
  ]);
  console.log(`\n${table([["", "The tenant's settings", "", ""], ...lines])}\n`);
  if (!agree) console.log("Some of the tenant's settings are not as declared.\n");
  return agree;
}

/** One output of the stack, as text. */
export async function stackOutput(local: LocalStack, name: string): Promise<string> {
  const { code, stdout, stderr } = await local.pulumi(["stack", "output", name]);
  if (code !== 0) throw new CommandError(`Failed to read the stack's output ${name}: ${stderr.trim()}`);
  return stdout.trim();
}
