import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { signInToTryBox } from "../../commands/guides/signIn.ts";
import type { GuideRun } from "../../commands/guides/signIn.ts";
import { StepRecorder } from "../../commands/guides/steps.ts";
import { momentNow } from "../../commands/local/codes.ts";
import { tryBoxUrl } from "../../commands/local/tryBox.ts";
import { newEnrolledUser, newVisit } from "../support/browser/callbackPage.ts";
import { usPhone } from "../support/browser/signInPages.ts";
import { password } from "../support/tenant/fixture.ts";

/** The guide's second test, for a user whose phone has already received a message. */
async function newRun(): Promise<{ run: GuideRun; setText: (text: string) => Promise<unknown> }> {
  const visit = await newVisit();
  const { description: tenant, api } = visit.fixture;
  const email = await newEnrolledUser(visit);
  const folder = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-guide-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const run: GuideRun = {
    context: visit.page.context(),
    steps: new StepRecorder(folder, () => undefined),
    guide: "Twilio guide",
    urls: { app: "", tryBox: await tryBoxUrl(tenant) },
    tenant,
    user: { email, password },
    phone: usPhone,
    since: await momentNow(tenant, usPhone),
  };
  const setText = (text: string): Promise<unknown> =>
    api("POST", "/branding/phone/templates", { type: "otp_verify", content: { body: { text } } });
  return { run, setText };
}

test("a guide enters the code from the message that its sign-in sent", async () => {
  const { run } = await newRun();
  await signInToTryBox(run);
  expect(run.steps.steps.map(({ title, failure }) => [title, failure])).toEqual([
    ['Log in to the "Try" box', undefined],
    ["Read the code from the SMS", undefined],
    ["Type the code: it works", undefined],
  ]);
});

test.each([
  ["{% include 'code' %}", /^No message arrived\. The tenant's log: ENOENT/],
  ["Ask your manager", /^The message has no code\. It reads: "Ask your manager"$/],
])("a guide whose message is %s reports why it stops, and does not use an older code", async (text, why) => {
  const { run, setText } = await newRun();
  await setText(text);
  await expect(signInToTryBox(run)).rejects.toThrow(why);
  expect(run.steps.steps.at(-1)?.title).toBe("Read the code from the SMS");
});
