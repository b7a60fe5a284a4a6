import type { Browser } from "playwright-core";
import { launchChromium, launchVisibleChrome } from "../local/browser.ts";
import { CommandError } from "../terminal/command.ts";
import { seconds, writeReport } from "../guides/report.ts";
import type { ReportContent } from "../guides/report.ts";
import { signInToTryBox, signUpInSample } from "../guides/signIn.ts";
import type { GuideRun } from "../guides/signIn.ts";
import { StepRecorder } from "../guides/steps.ts";
import type { Step } from "../guides/steps.ts";
import type { SandboxDescription } from "../../sandbox/index.ts";
import type { SenderName } from "../../senders/index.ts";
import { momentNow } from "../local/codes.ts";
import type { LocalStack, Toolchain } from "../local/localStack.ts";
import type { DemoOptions } from "./options.ts";
import type { Places } from "./places.ts";
import { showPulumi } from "./pulumi.ts";
import { reportFolder } from "./running.ts";

const guides: Record<SenderName, { name: string; user: string; phone: GuideRun["phone"] }> = {
  twilio: {
    name: "Twilio guide",
    user: "ada@example.com",
    phone: { country: "United States", callingCode: "1", typed: "(415) 555-2671", e164: "+14155552671" },
  },
  plivo: {
    name: "Plivo guide",
    user: "grace@example.com",
    phone: { country: "Germany", callingCode: "49", typed: "0170 1234567", e164: "+491701234567" },
  },
};

/**
 * Runs both guides to the end in a browser, with a change of sender by `pulumi up` between them, and writes a
 * report.
 * @throws CommandError if a step fails; the report then shows which
 */
export async function runGuides(
  local: LocalStack,
  places: Places & { app: { url: string } },
  toolchain: Toolchain,
  options: DemoOptions,
  signal: AbortSignal,
): Promise<void> {
  const steps = new StepRecorder(reportFolder, ({ title, milliseconds = 0, failure }) => {
    const mark = failure === undefined ? "✓" : "✗";
    console.log(
      `  ${mark} ${title} (${(milliseconds / 1000).toFixed(1)} s)${failure === undefined ? "" : `: ${failure}`}`,
    );
  });
  await steps.open();
  const browser = options.headed ? await launchVisibleChrome() : await launchChromium();
  const closeBrowser = () => void browser.close();
  signal.addEventListener("abort", closeBrowser, { once: true });
  const tenant = local.sandbox.describe();
  const other: SenderName = options.sender === "twilio" ? "plivo" : "twilio";
  try {
    await runGuide(browser, steps, { ...places, tenant }, options.sender);
    console.log(`\n$ pulumi config set sender ${other}`);
    await local.configure({ "auth0-phone-mfa:sender": other }, {});
    await steps.run(guides[other].name, `pulumi up: messages are sent by ${other}`, undefined, () =>
      showPulumi(local, ["up", "--yes", "--skip-preview"], signal),
    );
    await runGuide(browser, steps, { ...places, tenant }, other);
  } catch (error) {
    throw error instanceof CommandError ? error : new CommandError(await failure(steps, toolchain, options));
  } finally {
    signal.removeEventListener("abort", closeBrowser);
    // A browser that fails to close must not hide the results of the steps.
    await browser.close().catch(() => undefined);
  }
  console.log(`\nReport: ${await report(steps, toolchain, options)}`);
}

async function runGuide(
  browser: Browser,
  steps: StepRecorder,
  { app, tryBox, tenant }: Places & { app: { url: string }; tenant: SandboxDescription },
  sender: SenderName,
): Promise<void> {
  const { name, user, phone } = guides[sender];
  console.log(`\n${name}`);
  const context = await browser.newContext({ viewport: { width: 1000, height: 750 } });
  const run: GuideRun = {
    context,
    steps,
    guide: name,
    urls: { app: app.url, tryBox },
    tenant,
    user: { email: user, password: "Correct-horse-7" },
    phone,
    since: await momentNow(tenant, phone),
  };
  await signUpInSample(run);
  await signInToTryBox(run);
  await context.close().catch(() => undefined);
}

function verdictOf(steps: readonly Step[]): ReportContent["verdict"] {
  const failed = steps.filter(({ failure }) => failure !== undefined);
  const total = steps.reduce((sum, { milliseconds = 0 }) => sum + milliseconds, 0);
  return failed.length === 0
    ? { good: true, text: `Both guides ran to the end: ${steps.length} steps in ${seconds(total)}.` }
    : { good: false, text: `Failed at: ${failed.map((step) => step.title).join(", ")}.` };
}

const report = (
  steps: StepRecorder,
  { engine, plugins }: Toolchain,
  { "phone-experience": phoneExperience }: DemoOptions,
): Promise<string> =>
  writeReport(reportFolder, {
    title: `Sign-in on a local tenant (${phoneExperience} phone experience)`,
    verdict: verdictOf(steps.steps),
    steps: steps.steps,
    tools: [
      `pulumi ${engine.version} (${engine.origin})`,
      ...plugins.map(({ name, version, origin }) => `${name} plugin ${version} (${origin})`),
    ].join(", "),
  });

async function failure(steps: StepRecorder, toolchain: Toolchain, options: DemoOptions): Promise<string> {
  const failed = steps.steps.find((step) => step.failure !== undefined);
  const file = await report(steps, toolchain, options);
  return `Failed to run the guides to the end: "${failed?.title ?? "the browser"}" failed. See ${file}.`;
}
