import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { backInApplication, newVisit } from "../support/browser/callbackPage.ts";
import type { Visit } from "../support/browser/callbackPage.ts";
import { heading, press, typeCode, typeNumber } from "../../commands/local/signInPages.ts";
import { alertOn, typePassword, usPhone } from "../support/browser/signInPages.ts";

/** A user who has just enrolled, on the page with the recovery code. */
async function withRecoveryCode(): Promise<Visit & { email: string; recoveryCode: string }> {
  const visit = await newVisit();
  const { fixture, page, start } = visit;
  await fixture.api("PUT", "/guardian/factors/recovery-code", { enabled: true });
  const { email } = await fixture.newUser();
  await start();
  await typePassword(page, email);
  await typeNumber(page, usPhone.typed);
  await typeCode(page, await fixture.messages.nextCode());
  return { ...visit, email, recoveryCode: await shownCode(page) };
}

async function shownCode(page: Page): Promise<string> {
  await heading(page, "Almost There!");
  return (await page.getByLabel("Secure code to copy").textContent()) ?? "";
}

async function keepCode(page: Page): Promise<void> {
  await page.getByLabel("I have safely recorded this code").check();
  await press(page, "Continue");
}

/** Logs in with the password and goes on without the phone. */
async function tryAnotherMethod({ start, page, email }: Visit & { email: string }): Promise<void> {
  await start({ prompt: "login" });
  await typePassword(page, email);
  await page.getByRole("link", { name: "Try another method" }).click();
  await page.getByText("Enter the recovery code you were provided").waitFor();
}

async function typeRecoveryCode(page: Page, code: string): Promise<void> {
  await page.getByLabel("Enter your recovery code").fill(code);
  await press(page, "Continue");
}

test("shows a recovery code after the enrollment, and continues once the user has saved it", async () => {
  const { page, recoveryCode } = await withRecoveryCode();
  expect(recoveryCode).toMatch(/^[A-Z0-9]{24}$/);
  await page.evaluate("document.querySelector('form').noValidate = true");
  await press(page, "Continue");
  expect(await alertOn(page)).toBe("Please confirm you have recorded the code");
  expect(await shownCode(page)).toBe(recoveryCode);
  await keepCode(page);
  await backInApplication(page);
});

test("accepts a recovery code once instead of the phone, and shows a new one", async () => {
  const visit = await withRecoveryCode();
  const { page, recoveryCode, fixture } = visit;
  await keepCode(page);
  await tryAnotherMethod(visit);
  await typeRecoveryCode(page, "ABC");
  expect(await alertOn(page)).toBe("Recovery code must have 24 alphanumeric characters");
  await typeRecoveryCode(page, "A".repeat(24));
  expect(await alertOn(page)).toBe("The code you entered is invalid");
  // As a person types it from paper.
  await typeRecoveryCode(page, (recoveryCode.toLowerCase().match(/.{4}/g) ?? []).join(" "));
  const next = await shownCode(page);
  expect(next).not.toBe(recoveryCode);
  await keepCode(page);
  await backInApplication(page);

  await tryAnotherMethod(visit);
  await typeRecoveryCode(page, recoveryCode);
  expect(await alertOn(page)).toBe("The code you entered is invalid");
  await typeRecoveryCode(page, next);
  await keepCode(page);
  await backInApplication(page);
  expect((await fixture.logTypes()).filter((type) => type.startsWith("gd_recovery"))).toEqual([
    "gd_recovery_failed",
    "gd_recovery_succeed",
    "gd_recovery_failed",
    "gd_recovery_succeed",
  ]);
});

test("offers no other method to users without a recovery code", async () => {
  const { fixture, page, start } = await newVisit();
  const { email } = await fixture.newUser();
  await start();
  await typePassword(page, email);
  await typeNumber(page, usPhone.typed);
  await heading(page, "Verify Your Identity");
  expect(await page.getByRole("link", { name: "Try another method" }).count()).toBe(0);
});
