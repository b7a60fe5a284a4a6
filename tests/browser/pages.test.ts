import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { tryBoxUrl } from "../../commands/local/tryBox.ts";
import { backInApplication, newEnrolledUser, newVisit } from "../support/browser/callbackPage.ts";
import type { Visit } from "../support/browser/callbackPage.ts";
import { PageReview } from "../support/browser/pageReview.ts";
import { chooseCountry, heading, press, typeCode, typeNumber } from "../../commands/local/signInPages.ts";
import {
  germanPhone,
  otherThan,
  readInInbox,
  typePassword,
  usPhone,
} from "../support/browser/signInPages.ts";
import { password } from "../support/tenant/fixture.ts";
import type { Fixture, FixtureOptions } from "../support/tenant/fixture.ts";

/** The narrowest window that a page must fit: a phone's, or a large screen's at 400 %. */
const narrow = { viewport: { width: 320, height: 640 } };

/** Sends the page's first form past the browser's own checks. */
async function forceSend(page: Page): Promise<void> {
  await page.evaluate("document.querySelector('form').noValidate = true");
  await press(page, "Continue");
}

const tryBox = (fixture: Fixture): Promise<string> => tryBoxUrl(fixture.description);

async function newReview(options: FixtureOptions = {}): Promise<Visit & { review: PageReview }> {
  const visit = await newVisit({ ...options, browser: narrow });
  return { ...visit, review: new PageReview(visit.page) };
}

describe("no page has axe violations, light or dark, or is wider than 320 pixels", () => {
  test("sign-in and sign-up", async () => {
    const { page, start, review } = await newReview();
    await start();
    await review.look();
    await typePassword(page, "nobody@example.com");
    await review.look();
    await page.getByRole("link", { name: "Sign up" }).click();
    await page.getByText("Your password must contain").waitFor();
    await review.look();
    await page.getByLabel("Email address").fill("ada@example.com");
    await page.getByLabel("Password", { exact: true }).fill("short");
    await press(page, "Continue");
    await review.look();
    expect(review.problems).toEqual([]);
    expect(review.seen).toEqual([
      "/u/login | Welcome",
      "/u/login | Welcome | Wrong email or password",
      "/u/signup | Welcome",
      "/u/signup | Welcome | The password is too weak",
    ]);
  });

  test("enrollment, country codes and recovery code", async () => {
    const { fixture, page, start, review } = await newReview();
    await fixture.api("PUT", "/guardian/factors/recovery-code", { enabled: true });
    const { email } = await fixture.newUser();
    await start();
    await typePassword(page, email);
    await review.look();
    await typeNumber(page, "12");
    await review.look();
    await press(page, /, \+1/);
    await review.look();
    await page.getByText("Germany", { exact: true }).click();
    await typeNumber(page, germanPhone.typed);
    await review.look();
    const code = await fixture.messages.nextCode();
    await typeCode(page, otherThan(code));
    await review.look();
    await typeCode(page, code);
    await review.look();
    await forceSend(page);
    await review.look();
    expect(review.problems).toEqual([]);
    expect(review.seen.map((name) => name.split(" | ")[0])).toEqual([
      "/u/mfa-sms-enrollment",
      "/u/mfa-sms-enrollment",
      "/u/mfa-country-codes",
      "/u/mfa-sms-challenge",
      "/u/mfa-sms-challenge",
      "/u/mfa-recovery-code-enrollment",
      "/u/mfa-recovery-code-enrollment",
    ]);
  });

  test("text or call, and the recovery code instead of the phone", async () => {
    const { fixture, page, start, review } = await newReview({ delivery: ["sms", "voice"] });
    await fixture.api("PUT", "/guardian/factors/recovery-code", { enabled: true });
    const { email } = await fixture.newUser();
    await start();
    await typePassword(page, email);
    await review.look();
    await page.getByLabel("Voice call").check();
    await typeNumber(page, usPhone.typed);
    await review.look();
    await typeCode(page, await fixture.messages.nextCode());
    await page.getByLabel("I have safely recorded this code").check();
    await press(page, "Continue");
    await start({ prompt: "login" });
    await typePassword(page, email);
    await review.look();
    await page.getByRole("link", { name: "Try another method" }).click();
    await page.getByLabel("Enter your recovery code").waitFor();
    await review.look();
    await page.getByLabel("Enter your recovery code").fill("ABC");
    await press(page, "Continue");
    await review.look();
    await fixture.api("PUT", "/guardian/factors/phone/message-types", { message_types: ["voice"] });
    const other = await fixture.newUser();
    await start({ prompt: "login" });
    await typePassword(page, other.email);
    await review.look();
    expect(review.problems).toEqual([]);
    expect(review.seen.map((name) => name.split(" | ")[0])).toEqual([
      "/u/mfa-phone-enrollment",
      "/u/mfa-voice-challenge",
      "/u/mfa-voice-challenge",
      "/u/mfa-recovery-code-challenge",
      "/u/mfa-recovery-code-challenge",
      "/u/mfa-voice-enrollment",
    ]);
  });

  test("end pages: It Works, signed out, lockout, wrong callback URL, expired sign-in", async () => {
    const visit = await newReview();
    const { fixture, page, callback, start, review } = visit;
    const email = await newEnrolledUser(visit);
    await page.goto(await tryBox(fixture));
    await typePassword(page, email);
    await typeCode(page, await fixture.messages.nextCode());
    await review.look();
    await page.goto(`${fixture.url}/u/login?state=over`);
    await review.look();
    await start({ redirect_uri: `${callback}/elsewhere` });
    await review.look();
    await page.goto(`${fixture.url}/v2/logout?returnTo=http://localhost:1`);
    await review.look();
    await page.goto(`${fixture.url}/oidc/logout`);
    await review.look();
    await page.goto(`${fixture.url}/v2/logout`);
    await review.look();
    await fixture.api("PUT", "/guardian/factors/sms", { enabled: false });
    await start();
    await typePassword(page, email);
    await review.look();
    expect(review.problems).toEqual([]);
    expect(review.seen.map((name) => name.split(" | ")[1])).toEqual([
      "It Works!",
      "We couldn't log you in",
      "Callback URL mismatch.",
      "Oops!, something went wrong",
      "Log Out",
      "Logged out",
      "Oops!, something went wrong",
    ]);
  });
});

test("sign-up to application works without JavaScript", async () => {
  const { fixture, page, start } = await newVisit({ browser: { javaScriptEnabled: false } });
  await start({ screen_hint: "signup" });
  await typePassword(page, "ada@example.com");
  await heading(page, "Secure Your Account");
  await chooseCountry(page, germanPhone);
  await typeNumber(page, germanPhone.typed);
  await heading(page, "Verify Your Identity");
  await press(page, "Resend");
  const inbox = fixture.description.inbox.url;
  const { code } = await readInInbox(page.context(), inbox, germanPhone.e164, 2);
  await page.getByLabel("Remember this device for 30 days").check();
  await typeCode(page, code);
  await backInApplication(page);
});

describe("with the keyboard alone", () => {
  /** Types into whatever field the page itself has put the focus in. */
  const type = async (page: Page, text: string): Promise<void> => {
    await page.locator("input:focus").waitFor();
    await page.keyboard.type(text);
  };
  const enter = async (page: Page): Promise<void> => {
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  };

  test("a user can sign in: each page focuses its field, and Enter submits it", async () => {
    const { fixture, page, start } = await newVisit();
    const { email } = await fixture.newUser();
    await start();
    await type(page, email);
    await page.keyboard.press("Tab");
    await type(page, password);
    await enter(page);
    await heading(page, "Secure Your Account");
    await type(page, usPhone.typed);
    await enter(page);
    await heading(page, "Verify Your Identity");
    await type(page, await fixture.messages.nextCode(usPhone.e164));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    expect(await page.getByRole("checkbox").isChecked()).toBe(true);
    await page.keyboard.press("Shift+Tab");
    await enter(page);
    await backInApplication(page);
  });

  test("the country can be reached, and a number typed before is kept", async () => {
    const { fixture, page, start } = await newVisit();
    const { email } = await fixture.newUser();
    await start();
    await typePassword(page, email);
    await type(page, germanPhone.typed);
    await page.keyboard.press("Shift+Tab");
    await enter(page);
    await heading(page, "Select a Country Code");
    await page.getByText("Germany", { exact: true }).locator("..").focus();
    await enter(page);
    await page.getByRole("button", { name: "Germany, +49" }).waitFor();
    await page.locator("input:focus").waitFor();
    await enter(page);
    await page.getByText(germanPhone.e164).waitFor();
  });

  test("every focused control has a visible outline", async () => {
    const { fixture, page, start } = await newVisit();
    const { email } = await fixture.newUser();
    await start();
    await typePassword(page, email);
    await typeNumber(page, usPhone.typed);
    const focused =
      "getComputedStyle(document.activeElement).outlineStyle + ' ' + document.activeElement.tagName";
    const stops: string[] = [];
    await page.locator("input:focus").waitFor();
    for (let stop = 0; stop < 5; stop += 1) {
      stops.push(await page.evaluate<string>(focused));
      await page.keyboard.press("Tab");
    }
    // Code, remember, Continue, Resend; then out of the page, or to its beginning.
    expect(stops.slice(0, 4)).toEqual(["solid INPUT", "solid INPUT", "solid BUTTON", "solid BUTTON"]);
  });
});

test("tells browsers and password managers what each field is for", async () => {
  const { fixture, page, start } = await newVisit();
  const { email } = await fixture.newUser();
  const fields = (): Promise<string[]> =>
    page.evaluate(`[...document.querySelectorAll("input:not([type=checkbox])")].map((field) =>
      ["type", "inputmode", "autocomplete"].map((name) => field.getAttribute(name)).join(" "))`);
  await start({ screen_hint: "signup" });
  expect(await fields()).toEqual(["email  email", "password  new-password"]);
  await start();
  expect(await fields()).toEqual(["text email username", "password  current-password"]);
  await typePassword(page, email);
  expect(await fields()).toEqual(["tel tel tel-national"]);
  await typeNumber(page, usPhone.typed);
  expect(await fields()).toEqual(["text numeric one-time-code"]);
});

test("an invalid field is marked, described by its error, and focused", async () => {
  const { page, start } = await newVisit();
  const described = (label: string): Promise<string | null> =>
    page.getByLabel(label, { exact: true }).getAttribute("aria-describedby");
  await start({ screen_hint: "signup" });
  expect(await described("Password")).toBe("rules");
  await page.getByLabel("Email address").fill("ada@example.com");
  await page.getByLabel("Password", { exact: true }).fill("short");
  await press(page, "Continue");
  expect(await described("Password")).toBe("fault rules");
  expect(await described("Email address")).toBeNull();
  await page.locator("#password:focus[aria-invalid=true]").waitFor();
});
