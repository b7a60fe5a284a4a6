import { parseArgs } from "node:util";
import { aborted, CommandError, runCommand } from "./command.ts";
import { configuredSettings } from "./configuredSettings.ts";
import { compareSettings } from "./effectiveSettings.ts";
import type { LocalStack } from "./localStack.ts";
import { prepareToolchain, startLocalStack } from "./localStack.ts";
import { OptionChecks } from "./options.ts";
import { step } from "./steps.ts";
import { table } from "./table.ts";

const usage = `Usage: npm run demo -- [options]

Brings up a local Auth0 tenant, and this project's stack on it by the real Pulumi engine.

  --stack dev|prod                    the committed stack to bring up (dev)
  --sender twilio|plivo               who sends the messages (twilio)
  --phone-experience unified|legacy   the tenant's phone experience (unified)
  --check                             preview, refresh, preview again, and end instead of staying up
  --help                              this text`;

async function demo(args: string[], signal: AbortSignal): Promise<number> {
  const { check, ...options } = readOptions(args);
  const toolchain = await step("Engine and plugin", prepareToolchain);
  const { engine, plugin } = toolchain;
  console.log(`  pulumi ${engine.version}: ${engine.origin}`);
  console.log(`  ${plugin.name} plugin ${plugin.version}: ${plugin.origin}\n`);

  const local = await step("Local tenant and stack", () => startLocalStack(toolchain, options));
  try {
    await pulumi(local, ["up", "--yes", "--skip-preview"], signal);
    if (check) await checkThatNothingChanges(local, signal);
    const agree = await showSettings(local, options.stack);
    if (!check) await stayUp(local, signal);
    return agree ? 0 : 1;
  } finally {
    await local.close();
  }
}

function readOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      stack: { type: "string", default: "dev" },
      sender: { type: "string", default: "twilio" },
      "phone-experience": { type: "string", default: "unified" },
      check: { type: "boolean", default: false },
    },
  });
  const checks = new OptionChecks();
  const options = {
    stack: checks.oneOf("--stack", values.stack, ["dev", "prod"]),
    sender: checks.oneOf("--sender", values.sender, ["twilio", "plivo"]),
    phoneExperience: checks.oneOf("--phone-experience", values["phone-experience"], ["unified", "legacy"]),
    check: values.check,
  };
  checks.finish();
  return options;
}

/** Runs pulumi and shows its own words: live on a terminal, without the comings and goings elsewhere. */
async function pulumi(local: LocalStack, args: string[], signal: AbortSignal): Promise<void> {
  console.log(`\n$ pulumi ${args.join(" ")}`);
  const show = (line: string) => {
    if (!passing.test(line)) console.log(`  ${line}`);
  };
  const { code } = process.stdout.isTTY
    ? await local.pulumi(args, { onTerminal: true, signal })
    : await local.pulumi([...args, "--suppress-progress"], { onLine: show, onErrorLine: show, signal });
  if (code !== 0) {
    const end = code === null || signal.aborted ? "was interrupted" : `ended with ${code}`;
    throw new CommandError(`pulumi ${args[0] ?? ""} ${end}; its words are above.`);
  }
}

/** Lines about a resource that only say that something is under way, or that all is as it was. */
const passing =
  /^ {1,6}[~+-]? +\S+:\S+:\S+ \S+ +((refreshing|refresh|running|creating|updating|deleting|reading|read)\b.*|warning: .*)?$|^@/;

async function checkThatNothingChanges(local: LocalStack, signal: AbortSignal): Promise<void> {
  await pulumi(local, ["preview", "--expect-no-changes"], signal);
  await pulumi(local, ["refresh", "--yes", "--skip-preview"], signal);
  await pulumi(local, ["preview", "--expect-no-changes"], signal);
}

/** Reads the tenant's settings back and shows them next to the declared ones; whether all agree. */
async function showSettings(local: LocalStack, stack: string): Promise<boolean> {
  const { auth0 } = local.sandbox.describe();
  const settings = await configuredSettings(local, stack);
  const clientId = (await local.pulumi(["stack", "output", "clientId"])).stdout.trim();
  const rows = await compareSettings(settings, clientId, async (path) => {
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
  console.log(
    agree
      ? "All of the tenant's settings are as the stack declares them."
      : "Some of the tenant's settings are not as declared.",
  );
  return agree;
}

/** Says where things are and waits for Ctrl-C. */
async function stayUp(local: LocalStack, signal: AbortSignal): Promise<void> {
  const { auth0 } = local.sandbox.describe();
  console.log(`
Tenant          ${auth0.url}/api/v2/   (plain HTTP: ${auth0.plainUrl})
its CA          ${auth0.caFile}
its calls       ${auth0.plainUrl}/sandbox/requests
SPA client id   ${auth0.spaClientId ?? "none"}

Next: read its calls in the browser, or end with Ctrl-C; nothing is left running.`);
  await aborted(signal);
}

await runCommand(usage, demo);
