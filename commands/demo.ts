import { announce, pulumiOnDemo } from "./demo/running.ts";
import { aborted, runProcess } from "./terminal/command.ts";
import { runGuides } from "./demo/check.ts";
import { command } from "./demo/options.ts";
import type { DemoOptions } from "./demo/options.ts";
import { addUser, openPlaces } from "./demo/places.ts";
import type { Places } from "./demo/places.ts";
import { showPulumi } from "./demo/pulumi.ts";
import { showSettings } from "./demo/settings.ts";
import { prepareToolchain, startLocalStack } from "./local/localStack.ts";
import type { LocalStack, Toolchain } from "./local/localStack.ts";
import { freePort, sampleUrl } from "./local/sampleApp.ts";
import { step } from "./terminal/steps.ts";

async function demo(options: DemoOptions, signal: AbortSignal): Promise<number> {
  // Checked before anything takes minutes.
  const appPort = options.stack === "dev" ? await freePort(options["app-port"]) : undefined;
  const toolchain = await step("Engine and plugins", prepareToolchain);
  const { engine, plugins } = toolchain;
  console.log(`  pulumi ${engine.version}: ${engine.origin}`);
  for (const { name, version, origin } of plugins) console.log(`  ${name} plugin ${version}: ${origin}`);
  console.log();

  const appUrl = appPort === undefined ? {} : { appUrl: sampleUrl(appPort) };
  const local = await step("Local tenant and stack", () =>
    startLocalStack(toolchain, { ...options, phoneExperience: options["phone-experience"], ...appUrl }),
  );
  try {
    await showPulumi(local, ["up", "--yes", "--skip-preview"], signal);
    if (options.check) await checkThatNothingChanges(local, signal);
    const agree = await showSettings(local, options.stack);
    const places = await openPlaces(local, appPort);
    try {
      if (options.check) await check(local, places, toolchain, options, signal);
      else await stayUp(local, places, toolchain, signal);
    } finally {
      await places.app?.close();
    }
    return agree ? 0 : 1;
  } finally {
    await local.close();
  }
}

async function checkThatNothingChanges(local: LocalStack, signal: AbortSignal): Promise<void> {
  await showPulumi(local, ["preview", "--expect-no-changes"], signal);
  await showPulumi(local, ["refresh", "--yes", "--skip-preview"], signal);
  await showPulumi(local, ["preview", "--expect-no-changes"], signal);
}

async function check(
  local: LocalStack,
  { app, ...places }: Places,
  toolchain: Toolchain,
  options: DemoOptions,
  signal: AbortSignal,
): Promise<void> {
  if (app !== undefined) await runGuides(local, { ...places, app }, toolchain, options, signal);
}

/** Prints the addresses and waits for Ctrl-C. */
async function stayUp(
  local: LocalStack,
  places: Places,
  toolchain: Toolchain,
  signal: AbortSignal,
): Promise<void> {
  const { auth0 } = local.sandbox.describe();
  const user = await addUser(local, "ada@example.com");
  const forget = await announce(local, toolchain);
  const app = places.app === undefined ? "" : `React sample    ${places.app.url}\n`;
  const first = places.app === undefined ? "the Try box" : "the React sample";
  console.log(`${app}Try box         ${places.tryBox}
Inbox           ${places.inbox}
User            ${user.email}   password: ${user.password}   (or sign up)
Tenant          ${auth0.url}/api/v2/   (plain HTTP: ${auth0.plainUrl})
Requests        ${auth0.plainUrl}/sandbox/requests
CA              ${auth0.caFile}

Next: open ${first}, sign in, enroll any phone number, and read the code in the inbox.
To change the stack, run this in another terminal, then sign in again:
  npm run demo -- pulumi config set sender plivo && npm run demo -- pulumi up
Press Ctrl-C to stop everything.`);
  await aborted(signal);
  console.log("\nStopping the demo and deleting its tenant.");
  await forget();
}

await (process.argv[2] === "pulumi"
  ? runProcess((args, signal) => pulumiOnDemo(args.slice(1), signal), { endsItself: true, local: true })
  : command.run(demo));
