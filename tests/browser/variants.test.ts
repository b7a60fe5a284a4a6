import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { tryBoxUrl } from "../../commands/local/tryBox.ts";
import { newContext } from "../support/browser/browser.ts";
import { newSampleFixture } from "../support/browser/sampleApp.ts";
import { chooseCountry, heading, typeCode, typeNumber } from "../../commands/local/signInPages.ts";
import { claimOn, germanPhone, readInInbox, typePassword } from "../support/browser/signInPages.ts";
import { newFixture } from "../support/tenant/fixture.ts";

const email = "ada@example.com";

/** The sample shows the user's profile, and what the ID token says about the second factor, if anything. */
async function profileOf(page: Page): Promise<string | null> {
  await page.getByRole("heading", { level: 2, name: email }).waitFor();
  await claimOn(page, "nonce").waitFor();
  const amr = claimOn(page, "amr");
  return (await amr.count()) === 0 ? null : amr.textContent();
}

async function logOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByText("You are logged out.").waitFor();
}

async function logIn(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Log in" }).click();
  await typePassword(page, email);
}

const variants = (["twilio", "plivo"] as const).flatMap((sender) =>
  (["unified", "legacy"] as const).map((experience) => ({ sender, experience })),
);
const carrierNames = { twilio: "Twilio", plivo: "Plivo" };

describe.each(variants)("$sender, $experience", ({ sender, experience }) => {
  test("users of the React sample can sign up, enroll, sign in again and be remembered", async () => {
    const { fixture, app } = await newSampleFixture({ sender, experience });
    const context = await newContext();
    const hosts = new Set<string>();
    context.on("request", (request) => hosts.add(new URL(request.url()).hostname));
    const page = await context.newPage();
    const readCode = (nth: number) =>
      readInInbox(context, fixture.description.inbox.url, germanPhone.e164, nth);
    await page.goto(app);

    await page.getByRole("button", { name: "Sign up" }).click();
    await typePassword(page, email);
    await heading(page, "Secure Your Account");
    await chooseCountry(page, germanPhone);
    await typeNumber(page, germanPhone.typed);
    await heading(page, "Verify Your Identity");
    const enrollment = await readCode(1);
    expect(enrollment.how).toMatch(`Text message by ${carrierNames[sender]} `);
    await typeCode(page, enrollment.code);
    expect(await profileOf(page)).toBe('["mfa"]');

    await page.reload();
    expect(await profileOf(page)).toBeNull();
    expect((await fixture.logTypes()).filter((type) => type === "ssa")).toHaveLength(1);

    await logOut(page);
    await logIn(page);
    await heading(page, "Verify Your Identity");
    expect(await page.getByText("XXXXXXX4567").count()).toBe(1);
    await page.getByLabel("Remember this device for 30 days").check();
    await typeCode(page, (await readCode(2)).code);
    expect(await profileOf(page)).toBe('["mfa"]');

    await logOut(page);
    await logIn(page);
    expect(await profileOf(page)).toBeNull();
    expect(fixture.messages.all.map(({ carrier, to }) => [carrier, to])).toEqual([
      [sender, germanPhone.e164],
      [sender, germanPhone.e164],
    ]);
    // No request leaves this machine, not even for a picture.
    expect([...hosts]).toEqual(["localhost"]);
  });

  test('the dashboard\'s Try box shows "It Works!", and who sent the code', async () => {
    const fixture = await newFixture({ sender, experience });
    await fixture.newUser(email);
    const context = await newContext();
    const page = await context.newPage();
    await page.goto(await tryBoxUrl(fixture.description));
    await typePassword(page, email);
    await typeNumber(page, "+49 170 1234567");
    await heading(page, "Verify Your Identity");
    const { code } = await readInInbox(context, fixture.description.inbox.url, germanPhone.e164, 1);
    await typeCode(page, code);
    await heading(page, "It Works!");
    const outcome = sender === "plivo" ? "the Action plivo" : "Twilio";
    expect(await page.locator(".outcome").innerText()).toBe(
      `Multi-factor authentication was done. The code came by SMS, sent by ${outcome}.`,
    );
    expect(await claimOn(page, "amr").textContent()).toBe('["mfa"]');
    expect(fixture.messages.all.map(({ carrier }) => carrier)).toEqual([sender]);
  });
});
