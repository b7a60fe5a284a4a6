import type { BrowserContext, Locator, Page } from "playwright-core";
import type { Phone } from "../../../commands/local/signInPages.ts";
import { typePassword as typeUser } from "../../../commands/local/signInPages.ts";
import { password } from "../tenant/fixture.ts";

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

/** What the page says went wrong, once it says so. */
export async function alertOn(page: Page): Promise<string> {
  return (await page.getByRole("alert").textContent()) ?? "";
}

/** Fills in the login or the sign-up page, with the password that all users of tests have. */
export const typePassword = (page: Page, email: string): Promise<void> => typeUser(page, { email, password });

/**
 * A claim's cell in the table that the sample and the Try box show, found by exactly its name: values are
 * random text.
 */
export const claimOn = (page: Page, claim: string): Locator =>
  page
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: claim, exact: true }) })
    .getByRole("cell");

/** A code that is not this one. */
export const otherThan = (code: string): string => (code === "000000" ? "000001" : "000000");

/**
 * Reads a code as a person does: in a tab with the inbox, where messages to the number show up as they
 * arrive.
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
