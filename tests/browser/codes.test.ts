import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { backInApplication, newEnrolledUser, newVisit } from "../support/browser/callbackPage.ts";
import type { Visit } from "../support/browser/callbackPage.ts";
import { heading, press, typeCode, typeNumber } from "../../commands/local/signInPages.ts";
import { alertOn, germanPhone, otherThan, typePassword, usPhone } from "../support/browser/signInPages.ts";

/** A new user on the page that asks for the code of an enrollment. */
async function enrolling(): Promise<Visit & { email: string; code: string }> {
  const visit = await newVisit();
  const { email } = await visit.fixture.newUser();
  await visit.start();
  await typePassword(visit.page, email);
  await typeNumber(visit.page, usPhone.typed);
  await heading(visit.page, "Verify Your Identity");
  return { ...visit, email, code: await visit.fixture.messages.nextCode(usPhone.e164) };
}

/** An enrolled user on the page that asks for the code of a later login. */
async function challenged(): Promise<Visit & { email: string; code: string }> {
  const visit = await newVisit();
  const email = await newEnrolledUser(visit);
  return { ...visit, email, code: await nextLogin({ ...visit, email }) };
}

/** Logs in again, up to the page that asks for the code, and reads that code. */
async function nextLogin({ start, page, fixture, email }: Visit & { email: string }): Promise<string> {
  await start({ prompt: "login" });
  await typePassword(page, email);
  await heading(page, "Verify Your Identity");
  return fixture.messages.nextCode(usPhone.e164);
}

const resend = (page: Page): Promise<void> => press(page, "Resend");

const invalid = "The code you entered is invalid";
const tooManyMessages =
  "You have exceeded the maximum number of phone messages per hour. Wait a few minutes and try again.";

describe("a code", () => {
  test("a mistyped code shows an error, and the right code is then accepted", async () => {
    const { page, code } = await challenged();
    await typeCode(page, otherThan(code));
    expect(await alertOn(page)).toBe(invalid);
    expect(await page.getByLabel("Enter the 6-digit code").inputValue()).toBe("");
    await typeCode(page, `${code.slice(0, 3)} ${code.slice(3)}`);
    await backInApplication(page);
  });

  test("must have six digits: the browser checks before sending, the tenant after", async () => {
    const { page } = await challenged();
    await page.getByLabel("Enter the 6-digit code").fill("12345");
    await page.getByRole("button", { name: "Continue" }).click();
    expect(await page.evaluate("document.querySelector('#code').validity.patternMismatch")).toBe(true);
    expect(await page.getByRole("alert").count()).toBe(0);
    await page.evaluate("document.querySelector('form').noValidate = true");
    await press(page, "Continue");
    expect(await alertOn(page)).toBe("OTP Code must have 6 numeric characters");
  });

  test("is valid for five minutes, as long as its sign-in", async () => {
    const visit = await challenged();
    const { page, fixture, code } = visit;
    await fixture.advance(295);
    await typeCode(page, code);
    await backInApplication(page);
    const late = await nextLogin(visit);
    await fixture.advance(301);
    await typeCode(page, late);
    await heading(page, "Welcome");
    expect(await alertOn(page)).toBe("Your login took too long. Please log in again.");
    await typePassword(page, visit.email);
    await heading(page, "Verify Your Identity");
    await typeCode(page, late);
    expect(await alertOn(page)).toBe(invalid);
    await typeCode(page, await fixture.messages.nextCode(usPhone.e164));
    await backInApplication(page);
  });

  test("works once, in its own sign-in only: not in the next one, and not after going back in the browser", async () => {
    const visit = await challenged();
    const { page, code } = visit;
    await typeCode(page, code);
    await backInApplication(page);
    await page.goBack();
    await heading(page, "We couldn't log you in");
    const next = await nextLogin(visit);
    expect(next).not.toBe(code);
    await typeCode(page, code);
    expect(await alertOn(page)).toBe(invalid);
  });

  test("becomes invalid when a new one is sent", async () => {
    const { page, fixture, code } = await challenged();
    await resend(page);
    const second = await fixture.messages.nextCode(usPhone.e164);
    await typeCode(page, code);
    expect(await alertOn(page)).toBe(invalid);
    await typeCode(page, second);
    await backInApplication(page);
  });
});

describe("limits", () => {
  test("after ten wrong codes, the right one is also rejected; one more try is allowed minutes later", async () => {
    const visit = await challenged();
    const { page, fixture, code } = visit;
    for (let guess = 1; guess <= 10; guess += 1) {
      await typeCode(page, otherThan(code));
      expect(await alertOn(page)).toBe(invalid);
    }
    await typeCode(page, code);
    const tooMany = "Too many failed codes. Wait for some minutes before retrying.";
    expect(await alertOn(page)).toBe(tooMany);
    await typeCode(page, await nextLogin(visit));
    expect(await alertOn(page)).toBe(tooMany);
    expect(await fixture.logTypes()).toContain("gd_otp_rate_limit_exceed");
    await fixture.advance(361);
    await typeCode(page, await nextLogin(visit));
    await backInApplication(page);
  });

  test("ten messages per hour are sent, the last code is still valid, and one more is allowed after an hour", async () => {
    const visit = await enrolling();
    const { page, fixture, email, start } = visit;
    const codes: string[] = [visit.code];
    for (let count = 2; count <= 10; count += 1) {
      await resend(page);
      codes.push(await fixture.messages.nextCode(usPhone.e164));
      expect(await page.getByRole("alert").count()).toBe(0);
    }
    await resend(page);
    expect(await alertOn(page)).toBe(tooManyMessages);
    await typeCode(page, codes.at(-1) ?? "");
    await backInApplication(page);

    await start({ prompt: "login" });
    await typePassword(page, email);
    expect(await alertOn(page)).toBe(tooManyMessages);
    expect(fixture.messages.all).toHaveLength(10);
    await fixture.advance(3_601);
    const back = await nextLogin(visit);
    await resend(page);
    expect(await alertOn(page)).toBe(tooManyMessages);
    await typeCode(page, back);
    await backInApplication(page);
  });
});

describe("an enrollment", () => {
  test("expires with its sign-in, and starts again from the password", async () => {
    const { page, fixture, email, code } = await enrolling();
    await fixture.advance(301);
    await typeCode(page, code);
    await heading(page, "Welcome");
    expect(await alertOn(page)).toBe("Your enrollment transaction expired, you will need to start again.");
    await typePassword(page, email);
    await heading(page, "Secure Your Account");
  });

  test("allows the number to be edited, which invalidates the first number's code", async () => {
    const visit = await enrolling();
    const { page, fixture, code } = visit;
    await page.getByText(usPhone.e164).waitFor();
    await page.getByRole("link", { name: "Edit phone number" }).click();
    await heading(page, "Secure Your Account");
    expect(await page.getByLabel("Phone number").inputValue()).toBe(usPhone.typed);
    await typeNumber(page, germanPhone.e164);
    const right = await fixture.messages.nextCode(germanPhone.e164);
    await typeCode(page, code);
    expect(await alertOn(page)).toBe(invalid);
    await typeCode(page, right);
    await backInApplication(page);

    await visit.start({ prompt: "login" });
    await typePassword(page, visit.email);
    await page.getByText("XXXXXXX4567").waitFor();
    expect(await page.getByRole("link", { name: "Edit" }).count()).toBe(0);
  });
});
