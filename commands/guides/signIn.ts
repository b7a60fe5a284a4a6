import type { BrowserContext, Page } from "playwright-core";
import type { SandboxDescription } from "../../sandbox/index.ts";
import { momentNow, waitForCode } from "../local/codes.ts";
import type { Moment } from "../local/codes.ts";
import type { Phone } from "../local/signInPages.ts";
import { chooseCountry, heading, pages, typeCode, typeNumber, typePassword } from "../local/signInPages.ts";
import type { StepRecorder } from "./steps.ts";

/** The addresses of a running demo, and the user who signs in. */
export interface GuideRun {
  context: BrowserContext;
  steps: StepRecorder;
  /** The guide's name, for the report. */
  guide: string;
  urls: { app: string; tryBox: string };
  tenant: SandboxDescription;
  user: { email: string; password: string };
  phone: Phone;
  /** When the last message to the phone was read: the guide waits for a later one. */
  since: Moment;
}

/** The guide's first test: sign up in the React sample, enroll a phone, enter the code, and log out. */
export async function signUpInSample(run: GuideRun): Promise<void> {
  const { context, user, phone, urls } = run;
  const page = await context.newPage();
  const step = stepper(run, page);
  await step("Open the React sample", async () => {
    await page.goto(urls.app);
    await page.getByRole("button", { name: "Sign up" }).waitFor();
  });
  await step("Sign up with email and password", async () => {
    await page.getByRole("button", { name: "Sign up" }).click();
    await typePassword(page, user);
    await heading(page, pages.enrollment);
  });
  await step("Choose the country code", async () => {
    await chooseCountry(page, phone);
  });
  await step("Type the phone number", async () => {
    await typeNumber(page, phone.typed);
    await heading(page, pages.code);
  });
  const code = await readCode(run);
  await step("Type the code: signed in", async () => {
    await typeCode(page, code);
    await page.getByRole("heading", { name: user.email }).waitFor();
    await page.getByRole("row", { name: /amr/ }).getByText("mfa").waitFor();
  });
  await step("Log out", async () => {
    await page.getByRole("button", { name: "Log out" }).click();
    await page.getByRole("button", { name: "Log in" }).waitFor();
  });
  await page.close();
}

/** The guide's second test: the dashboard's "Try" box, which ends on a page that confirms the sign-in. */
export async function signInToTryBox(run: GuideRun): Promise<void> {
  const { context, user, urls } = run;
  const page = await context.newPage();
  const step = stepper(run, page);
  await step('Log in to the "Try" box', async () => {
    await page.goto(urls.tryBox);
    await typePassword(page, user);
    await heading(page, pages.code);
  });
  const code = await readCode(run);
  await step("Type the code: it works", async () => {
    await typeCode(page, code);
    await page.getByRole("heading", { name: "It Works!" }).waitFor();
    await page.getByText("Multi-factor authentication was done.").waitFor();
  });
  await page.close();
}

const stepper = (run: GuideRun, page: Page) => (title: string, work: () => Promise<void>) =>
  run.steps.run(run.guide, title, page, work);

/**
 * Reads the code as a person does: from the inbox page, where each message to the number appears as it
 * arrives.
 * @throws Error that says why, if no message arrives or the message has no code
 */
async function readCode(run: GuideRun): Promise<string> {
  const { context, tenant, phone, user } = run;
  const page = await context.newPage();
  const code = await run.steps.run(run.guide, "Read the code from the SMS", page, async () => {
    await page.goto(`${tenant.inbox.url}?number=${encodeURIComponent(phone.e164)}`);
    const found = await waitForCode(tenant, { email: user.email, e164: phone.e164 }, run.since);
    if (found.kind !== "code")
      throw new Error(
        `${found.kind === "no-code" ? "The message has no code" : "No message arrived"}. ${found.why}`,
      );
    run.since = await momentNow(tenant, phone);
    // Newest first.
    const message = page.locator(".message").filter({ hasText: found.code }).first();
    return message.locator(".code").textContent();
  });
  await page.close();
  return code ?? "";
}
