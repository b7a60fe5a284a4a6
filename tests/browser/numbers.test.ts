import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { newVisit } from "../support/browser/callbackPage.ts";
import type { Visit } from "../support/browser/callbackPage.ts";
import { chooseCountry, heading, typeNumber } from "../../commands/local/signInPages.ts";
import { alertOn, typePassword } from "../support/browser/signInPages.ts";

const notValid = "Seems that your phone number is not valid. Please check and retry.";
const digitsOnly = "Phone number can only include digits.";

/** What people get wrong, as [country page's name, calling code, typed, what the page says]. */
const bad = [
  ["United States", "1", "555 0100", notValid],
  ["United Kingdom", "44", "07911 12345", notValid],
  ["Germany", "49", "0170 12", notValid],
  ["France", "33", "06 12 34 56", notValid],
  ["India", "91", "98765 4321", notValid],
  ["Brazil", "55", "(11) 9123-456", notValid],
  ["Japan", "81", "090-1234-567a", digitsOnly],
  ["Australia", "61", "0412 345 678 ext. 9", digitsOnly],
  ["Nigeria", "234", "tel:08021234567", digitsOnly],
  ["Mexico", "52", "٥٥ ١٢٣٤ ٥٦٧٨", digitsOnly],
] as const;

/** Numbers in the national format, and the number that must receive the code. */
const good = [
  ["United States", "1", "(415) 555-2671", "+14155552671"],
  ["United Kingdom", "44", "07911 123456", "+447911123456"],
  ["Germany", "49", "0170/1234567", "+491701234567"],
  ["France", "33", "06.12.34.56.78", "+33612345678"],
  ["India", "91", "098765 43210", "+919876543210"],
  ["Brazil", "55", "(11) 96123-4567", "+5511961234567"],
  ["Japan", "81", "090-1234-5678", "+819012345678"],
  ["Australia", "61", "0412 345 678", "+61412345678"],
  ["Nigeria", "234", "0802 123 4567", "+2348021234567"],
  ["Italy", "39", "312 345 6789", "+393123456789"],
] as const;

/** A new user on the enrollment page. */
async function enrolling(): Promise<Visit> {
  const visit = await newVisit();
  const { email } = await visit.fixture.newUser();
  await visit.start();
  await typePassword(visit.page, email);
  return visit;
}

const fieldOf = (page: Page) => page.getByLabel("Phone number");

describe("the enrollment page", () => {
  test("reports an invalid number, keeps it in the field, and sends no message", async () => {
    const { fixture, page } = await enrolling();
    for (const [country, callingCode, typed, message] of bad) {
      await chooseCountry(page, { country, callingCode, typed, e164: "" });
      await typeNumber(page, typed);
      expect([country, await alertOn(page)]).toEqual([country, message]);
      expect(await fieldOf(page).inputValue()).toBe(typed);
      expect(await fieldOf(page).getAttribute("aria-invalid")).toBe("true");
    }
    expect(fixture.messages.all).toEqual([]);
  });

  test("accepts numbers as people in ten countries write them", async () => {
    const { fixture, page } = await enrolling();
    for (const [country, callingCode, typed, e164] of good) {
      await chooseCountry(page, { country, callingCode, typed, e164 });
      await typeNumber(page, typed);
      await heading(page, "Verify Your Identity");
      await page.getByText(e164).waitFor();
      expect((await fixture.messages.next()).to).toBe(e164);
      await page.getByRole("link", { name: "Edit phone number" }).click();
      await heading(page, "Secure Your Account");
    }
  });

  test("reports an empty field, and prefers a number's own country code to the selected country", async () => {
    const { fixture, page } = await enrolling();
    await page.evaluate("document.querySelector('form').noValidate = true");
    await typeNumber(page, " ");
    expect(await alertOn(page)).toBe("Please enter a phone number");
    await typeNumber(page, "+33 6 12 34 56 78");
    await heading(page, "Verify Your Identity");
    expect((await fixture.messages.next()).to).toBe("+33612345678");
  });
});
