import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { newContext } from "../support/browser/browser.ts";
import { backInApplication, newVisit } from "../support/browser/callbackPage.ts";
import type { Visit } from "../support/browser/callbackPage.ts";
import { newSampleFixture } from "../support/browser/sampleApp.ts";
import { heading, typeCode, typeNumber } from "../../commands/local/signInPages.ts";
import { alertOn, claimOn, typePassword, usPhone } from "../support/browser/signInPages.ts";

/** From the enrollment page to the application. */
async function enroll(page: Page, { messages }: Visit["fixture"]): Promise<void> {
  await heading(page, "Secure Your Account");
  await typeNumber(page, usPhone.typed);
  await heading(page, "Verify Your Identity");
  await typeCode(page, await messages.nextCode(usPhone.e164));
}

test("Never signs users in with the password alone", async () => {
  const { fixture, page, start } = await newVisit({ policy: "never" });
  const { email } = await fixture.newUser();
  await start();
  await typePassword(page, email);
  await backInApplication(page);
  expect(fixture.messages.all).toEqual([]);
});

test("Adaptive asks for a code on a new device, not on a known one, and again after thirty days", async () => {
  const { fixture, page, start } = await newVisit({ policy: "adaptive" });
  const { email } = await fixture.newUser();
  await start();
  await typePassword(page, email);
  await enroll(page, fixture);
  await backInApplication(page);

  await start({ prompt: "login" });
  await typePassword(page, email);
  await backInApplication(page);

  const other = await (await newContext()).newPage();
  await start({}, other);
  await typePassword(other, email);
  await heading(other, "Verify Your Identity");
  // A risk score ignores a remembered device, so the choice would promise something untrue.
  expect(await other.getByRole("checkbox").count()).toBe(0);
  await typeCode(other, await fixture.messages.nextCode());
  await backInApplication(other);

  await fixture.advance(30 * 86_400 + 1);
  await start({ prompt: "login" });
  await typePassword(page, email);
  await heading(page, "Verify Your Identity");
});

test("Always without a factor locks users out, and shows developers the reason", async () => {
  const { fixture, page, start } = await newVisit({ factor: false });
  const { email } = await fixture.newUser();
  await start();
  await typePassword(page, email);
  expect(await alertOn(page)).toBe("No MFA factors enabled for enrollment");
  await page.getByRole("complementary").getByText("Turn the phone factor on").waitFor();
  expect(await fixture.logTypes()).toEqual(["f"]);

  await fixture.api("PUT", "/guardian/factors/sms", { enabled: true });
  await start();
  await typePassword(page, email);
  await enroll(page, fixture);
  await backInApplication(page);
});

test("a policy raised during a session ends silent sign-in, and asks for MFA at the next sign-in", async () => {
  const { fixture, app } = await newSampleFixture({ policy: "never" });
  const { email } = await fixture.newUser();
  const page = await (await newContext()).newPage();
  await page.goto(app);
  await page.getByRole("button", { name: "Log in" }).click();
  await typePassword(page, email);
  await page.getByRole("heading", { name: email }).waitFor();

  await fixture.setPolicy("always");
  await page.reload();
  await page.getByText("You are logged out.").waitFor();
  expect(await fixture.logTypes()).toContain("fsa");
  // The password was given in this session: only the second factor is missing.
  await page.getByRole("button", { name: "Log in" }).click();
  await enroll(page, fixture);
  await page.getByRole("heading", { name: email }).waitFor();
  expect(await claimOn(page, "amr").textContent()).toBe('["mfa"]');
});
