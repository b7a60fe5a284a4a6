import { expect, test } from "vitest";
import { backInApplication, newVisit } from "../support/browser/callbackPage.ts";
import { heading, press, typeCode } from "../../commands/local/signInPages.ts";
import { alertOn, readInInbox, typePassword, usPhone } from "../support/browser/signInPages.ts";

test("voice only: the pages refer to calls, and the inbox shows the call with its code", async () => {
  const { fixture, page, start } = await newVisit({ delivery: ["voice"] });
  const { email } = await fixture.newUser();
  const readCode = (nth: number) =>
    readInInbox(page.context(), fixture.description.inbox.url, usPhone.e164, nth);
  await start();
  await typePassword(page, email);
  await page.getByText("A voice call will be placed on that number").waitFor();
  expect(await page.getByRole("radio").count()).toBe(0);
  await page.getByLabel("Phone number").fill(usPhone.typed);
  await press(page, "Continue");
  await page.getByText("We've sent a 6-digit code via voice phone call").waitFor();
  expect(await page.getByRole("button", { name: "send a text" }).count()).toBe(0);
  const first = await readCode(1);
  expect(first.how).toMatch(/^Phone call by Twilio/);
  await press(page, "Call again");
  const { code } = await readCode(2);
  await typeCode(page, first.code);
  expect(await alertOn(page)).toBe("The code you entered is invalid");
  await typeCode(page, code);
  await backInApplication(page);

  await start({ prompt: "login" });
  await typePassword(page, email);
  await page.getByText("We've sent a 6-digit code via voice phone call").waitFor();
  expect((await readCode(3)).how).toMatch(/^Phone call by Twilio/);
  expect(await fixture.logTypes()).not.toContain("gd_send_sms");
});

test("both: users choose at enrollment, and can switch at each code", async () => {
  const { fixture, page, start } = await newVisit({ delivery: ["sms", "voice"] });
  const { email } = await fixture.newUser();
  const { messages } = fixture;
  await start();
  await typePassword(page, email);
  expect(await page.getByLabel("Text message").isChecked()).toBe(true);
  await page.getByLabel("Voice call").check();
  await page.getByLabel("Phone number").fill(usPhone.typed);
  await press(page, "Continue");
  await page.getByText("via voice phone call").waitFor();
  const call = await messages.next(usPhone.e164);
  expect(call.channel).toBe("voice");
  await press(page, "send a text");
  await page.getByText("We've sent a text message to:").waitFor();
  const text = await messages.next(usPhone.e164);
  expect(text.channel).toBe("sms");
  await typeCode(page, call.code ?? "");
  expect(await alertOn(page)).toBe("The code you entered is invalid");
  await typeCode(page, text.code ?? "");
  await backInApplication(page);

  await start({ prompt: "login" });
  await typePassword(page, email);
  await heading(page, "Verify Your Identity");
  expect((await messages.next(usPhone.e164)).channel).toBe("sms");
  await press(page, "get a call");
  const second = await messages.next(usPhone.e164);
  expect(second.channel).toBe("voice");
  await typeCode(page, second.code ?? "");
  await backInApplication(page);
});

test("no call is offered if the tenant only sends texts", async () => {
  const { fixture, page, start } = await newVisit({ delivery: ["sms"] });
  const { email } = await fixture.newUser();
  await start();
  await typePassword(page, email);
  await page.getByLabel("Phone number").fill(usPhone.typed);
  await press(page, "Continue");
  await page.getByRole("button", { name: "Resend" }).waitFor();
  expect(await page.getByRole("button", { name: "get a call" }).count()).toBe(0);
});
