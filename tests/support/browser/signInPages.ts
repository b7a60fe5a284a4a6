import type { BrowserContext, Locator, Page } from "playwright-core";
import { password } from "../tenant/world.ts";

/** A phone as a person types it on the enrolment page. */
export interface Phone {
  /** As the country page names it. */
  country: string;
  callingCode: string;
  typed: string;
  e164: string;
}

export const usPhone: Phone = {
  country: "United States",
  callingCode: "1",
  typed: "(415) 555-2671",
  e164: "+14155552671",
};

export const germanPhone: Phone = {
  country: "Germany",
  callingCode: "49",
  typed: "0170 1234567",
  e164: "+491701234567",
};

/** Presses a button that sends a form and waits for the page it leads to: one like the last could be taken for it. */
export async function press(page: Page, button: string): Promise<void> {
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: button }).click()]);
}

/** Waits for the page of sign-in with that heading. */
export const heading = (page: Page, name: string): Promise<void> =>
  page.getByRole("heading", { level: 1, name, exact: true }).waitFor();

/** What the page says went wrong, once it says so. */
export async function alertOn(page: Page): Promise<string> {
  return (await page.getByRole("alert").textContent()) ?? "";
}

/** Fills in the login or the sign-up page. */
export async function typePassword(page: Page, email: string): Promise<void> {
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await press(page, "Continue");
}

export async function chooseCountry(page: Page, { country, callingCode }: Phone): Promise<void> {
  await page.getByRole("button", { name: /, \+\d+/ }).click();
  await heading(page, "Select a Country Code");
  // By its text: to compute the names of 245 buttons takes the browser a second.
  await page.getByText(country, { exact: true }).click();
  await page.getByRole("button", { name: `${country}, +${callingCode}` }).waitFor();
}

export async function typeNumber(page: Page, typed: string): Promise<void> {
  await page.getByLabel("Phone number").fill(typed);
  await press(page, "Continue");
}

export async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByLabel("Enter the 6-digit code").fill(code);
  await press(page, "Continue");
}

/** A claim's cell in the table that the sample and the Try box show, found by exactly its name: values are random text. */
export const claimOn = (page: Page, claim: string): Locator =>
  page
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: claim, exact: true }) })
    .getByRole("cell");

/** A code that is not this one. */
export const otherThan = (code: string): string => (code === "000000" ? "000001" : "000000");

/**
 * Reads a code as a person does: in a tab with the inbox, where messages to the number show up as they arrive.
 *
 * @param nth which message to that number, counted from 1; waits until it is there
 */
export async function readInInbox(
  context: BrowserContext,
  inbox: string,
  number: string,
  nth: number,
): Promise<{ code: string; how: string }> {
  const page = await context.newPage();
  await page.goto(`${inbox}?number=${encodeURIComponent(number)}`);
  const messages = page.getByRole("listitem");
  await messages.nth(nth - 1).waitFor();
  // Newest first.
  const message = messages.nth((await messages.count()) - nth);
  const code = (await message.locator(".code").textContent()) ?? "";
  // Not what is painted: the inbox paints only what is in sight.
  const how = ((await message.locator(".how").textContent()) ?? "").replaceAll(/\s+/g, " ").trim();
  await page.close();
  return { code, how };
}
