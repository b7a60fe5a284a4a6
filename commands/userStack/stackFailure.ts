import type { Pulumi } from "../engine/isolatedStack.ts";
import { CommandError } from "../terminal/command.ts";

/** Whether pulumi says that a stack's state is not whole. */
export const isDamaged = (stderr: string): boolean =>
  /failed to load checkpoint|unexpected end of JSON|invalid character '/.test(stderr);

/**
 * What pulumi's refusal to read a stack means, and what to do. Its own words hold no secret, but may hold
 * paths of the state.
 */
export async function stackFailure(
  pulumi: Pulumi,
  stack: string,
  args: readonly string[],
  stderr: string,
): Promise<CommandError> {
  return new CommandError(`Failed to read stack "${stack}": ${await reason(pulumi, stack, args, stderr)}`);
}

async function reason(
  pulumi: Pulumi,
  stack: string,
  args: readonly string[],
  stderr: string,
): Promise<string> {
  if (/no stack named/.test(stderr)) return unknownStack(pulumi, stack);
  if (/no Pulumi\.yaml project file/.test(stderr))
    return "there is no Pulumi.yaml here. Run it in the project's folder, or name that with --cwd.";
  if (/PULUMI_ACCESS_TOKEN|pulumi login|not logged in/i.test(stderr))
    return "nobody is logged in. Run npm run pulumi -- login (or login --local), or set PULUMI_BACKEND_URL.";
  if (/passphrase must be set/.test(stderr))
    return "its secrets need a passphrase. Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE.";
  if (/incorrect passphrase|could not decrypt|failed to decrypt/i.test(stderr))
    return "its secrets can't be decrypted: the passphrase is wrong. Set PULUMI_CONFIG_PASSPHRASE to the stack's own.";
  if (isDamaged(stderr))
    return "its state is damaged or half-written. The backend keeps the one before it beside it (.bak): put that in its place, then run pulumi refresh. Where that is cut too, npm run adopt takes over what the tenant has.";
  const [line = "pulumi gave no reason"] = stderr
    .split("\n")
    .map((text) => text.replace(/^error: /, "").trim())
    .filter((text) => text !== "" && !text.startsWith("warning:"));
  return `${line}. Run npm run pulumi -- ${args.filter((arg) => arg !== "--show-secrets").join(" ")} to see more.`;
}

async function unknownStack(pulumi: Pulumi, stack: string): Promise<string> {
  const { code, stdout } = await pulumi.pulumi(["stack", "ls", "--json"]);
  const names = code === 0 ? (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name) : [];
  return names.length === 0
    ? `there is no stack yet. Make it: npm run pulumi -- stack init ${stack}.`
    : `there is none of that name. Those that there are: ${names.join(", ")}.`;
}
