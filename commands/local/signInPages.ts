import type { Page } from "playwright-core";

// The local tenant's sign-in pages, operated as a person would.

/** A phone as a person types it on the enrollment page. */
export interface Phone {
  /** The name on the country page. */
  country: string;
  callingCode: string;
  typed: string;
  e164: string;
}

/** The headings of the pages. */
export const pages = {
  login: "Welcome",
  enrollment: "Secure Your Account",
  code: "Verify Your Identity",
  countries: "Select a Country Code",
} as const;

/**
 * Presses a submit button and waits for the next page, because the next page could look like the last one.
 */
export async function press(page: Page, button: string | RegExp): Promise<void> {
  await Promise.all([
    page.waitForEvent("load"),
    page.getByRole("button", { name: button, exact: true }).click(),
  ]);
}

/** Waits for the page with that heading. */
export const heading = (page: Page, name: string): Promise<void> =>
  page.getByRole("heading", { level: 1, name, exact: true }).waitFor();

/** Fills in the login or the sign-up page. */
export async function typePassword(page: Page, user: { email: string; password: string }): Promise<void> {
  await page.getByLabel("Email address").fill(user.email);
  await page.getByLabel("Password", { exact: true }).fill(user.password);
  await press(page, "Continue");
}

export async function chooseCountry(page: Page, { country, callingCode }: Phone): Promise<void> {
  await page.getByRole("button", { name: /, \+\d+/ }).click();
  await heading(page, pages.countries);
  // Finds it by text: computing the accessible names of 245 buttons takes the browser a second.
  await page.getByText(country, { exact: true }).click();
  await page.getByRole("button", { name: `${country}, +${callingCode}` }).waitFor();
}

export async function typeNumber(page: Page, typed: string): Promise<void> {
  await page.getByLabel("Phone number").fill(typed);
  await press(page, "Continue");
}

export async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByLabel(/^Enter the \d+-digit code$/).fill(code);
  await press(page, "Continue");
}
