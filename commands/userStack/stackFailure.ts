import type { Pulumi } from "../engine/isolatedStack.ts";
import { CommandError } from "../terminal/command.ts";

/** Whether pulumi reports that a stack's state is damaged. */
export const isDamaged = (stderr: string): boolean =>
  /failed to load checkpoint|unexpected end of JSON|invalid character '/.test(stderr);

/**
 * Why pulumi can't read a stack, and what to do. Pulumi's own message holds no secret, but may
 * hold paths of the state.
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
    return "there is no Pulumi.yaml here. Fix: run the command in the project's folder, or pass --cwd.";
  if (/PULUMI_ACCESS_TOKEN|pulumi login|not logged in/i.test(stderr))
    return "you are not logged in to a Pulumi backend. Fix: npm run pulumi -- login (or login --local), or set PULUMI_BACKEND_URL.";
  if (/passphrase must be set/.test(stderr))
    return "its secrets need a passphrase. Fix: set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE.";
  if (/incorrect passphrase|could not decrypt|failed to decrypt/i.test(stderr))
    return "its secrets can't be decrypted: the passphrase is wrong. Fix: set PULUMI_CONFIG_PASSPHRASE to the stack's passphrase.";
  if (isDamaged(stderr))
    return `its state is damaged or truncated. Fix: replace it with the backup that the backend keeps next to it (.bak), then run pulumi refresh. If the backup is damaged too, delete both files and run npm run pulumi -- stack init ${stack}. Then list the stack's parts in manage, even if the stack manages all five, and run npm run adopt -- --stack ${stack} --client-id CLIENT_ID, with one --client-id for each application. Otherwise, adopt treats the parts and the applications as another stack's.`;
  const fault = yamlFault(stderr);
  if (fault !== undefined)
    return `its stack file is not valid YAML: ${fault}. Fix: correct that line in an editor.`;
  const [line = "pulumi gave no reason"] = stderr
    .split("\n")
    .map((text) => text.replace(/^error: /, "").trim())
    .filter((text) => text !== "" && !text.startsWith("warning:"));
  return `${line}. Run npm run pulumi -- ${args.filter((arg) => arg !== "--show-secrets").join(" ")} to see more.`;
}

/** What is wrong with the stack file. Of a key that is set twice, the engine says so below its first line. */
function yamlFault(stderr: string): string | undefined {
  const [, listed] = /yaml: unmarshal errors:\n((?: +.+\n?)+)/.exec(stderr) ?? [];
  if (listed !== undefined) return listed.trim().replaceAll(/\n +/g, "; ");
  return /invalid YAML file: (?:yaml: )?(.+)/.exec(stderr)?.[1];
}

async function unknownStack(pulumi: Pulumi, stack: string): Promise<string> {
  const { code, stdout } = await pulumi.pulumi(["stack", "ls", "--json"]);
  const names = code === 0 ? (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name) : [];
  return names.length === 0
    ? `there is no stack yet. Fix: npm run pulumi -- stack init ${stack}.`
    : `no stack has that name. Existing stacks: ${names.join(", ")}. Fix: npm run pulumi -- stack init NAME, for a new one.`;
}
