import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { backInApplication, newVisit } from "../support/browser/callbackPage.ts";
import { heading, press, typeCode, typeNumber } from "../../commands/local/signInPages.ts";
import { alertOn, typePassword, usPhone } from "../support/browser/signInPages.ts";
import type { Fixture } from "../support/tenant/fixture.ts";

type Sender = "twilio" | "plivo";
type Experience = "unified" | "legacy";

const wrongToken = "0".repeat(32);

/** Gives the tenant's sender a token that its carrier does not accept. */
async function breakToken(fixture: Fixture, sender: Sender, experience: Experience): Promise<void> {
  const { api, description } = fixture;
  if (sender === "plivo") return breakAction(fixture);
  if (experience === "legacy") {
    const { accountSid: sid, from } = description.twilio;
    await api("PUT", "/guardian/factors/phone/providers/twilio", { sid, from, auth_token: wrongToken });
    return;
  }
  const { providers } = (await api("GET", "/branding/phone/providers")) as { providers: { id: string }[] };
  const credentials = { auth_token: wrongToken };
  await api("PATCH", `/branding/phone/providers/${providers[0]?.id ?? ""}`, { credentials });
}

async function breakAction({ api, description: { plivo } }: Fixture): Promise<void> {
  const { actions } = (await api("GET", "/actions/actions")) as { actions: { id: string }[] };
  const path = `/actions/actions/${actions[0]?.id ?? ""}`;
  await api("PATCH", path, {
    secrets: [
      { name: "PLIVO_AUTH_ID", value: plivo.authId },
      { name: "PLIVO_AUTH_TOKEN", value: wrongToken },
      { name: "PLIVO_FROM", value: plivo.from },
    ],
  });
  // Reading it completes its build.
  await api("GET", path);
  await api("POST", `${path}/deploy`);
}

/** The tenant's log events about messages that failed. */
async function failuresInLog({ api }: Fixture): Promise<string[]> {
  const events = (await api("GET", "/logs?per_page=100")) as { type: string; description: string }[];
  return events.filter(({ type }) => type === "gd_send_sms_failure").map(({ description }) => description);
}

/** Signs a user in up to the number; the carrier will refuse the message. */
async function sendToNumber(fixture: Fixture, page: Page, start: () => Promise<void>): Promise<void> {
  const { email } = await fixture.newUser();
  await start();
  await typePassword(page, email);
  await typeNumber(page, usPhone.typed);
}

const refusals = {
  twilio: { log: "Twilio error 20003: Authenticate", inbox: "Twilio 20003: Authenticate" },
  plivo: { log: "(401)", inbox: "Plivo 401: Could not verify your access level" },
};

describe.each(["twilio", "plivo"] as const)("a wrong token of %s", (sender) => {
  test("unified: sign-in continues, and the tenant's log and the inbox report the failure", async () => {
    const { fixture, page, start } = await newVisit({ sender });
    await breakToken(fixture, sender, "unified");
    await sendToNumber(fixture, page, start);
    await heading(page, "Verify Your Identity");
    expect(await page.getByRole("alert").count()).toBe(0);
    await expect.poll(() => failuresInLog(fixture)).toEqual([expect.stringContaining(refusals[sender].log)]);
    await page.goto(fixture.description.inbox.url);
    await page.getByText(refusals[sender].inbox).waitFor();
  });

  test("legacy: the page reports that the message was not sent", async () => {
    const { fixture, page, start } = await newVisit({ sender, experience: "legacy" });
    await breakToken(fixture, sender, "legacy");
    await sendToNumber(fixture, page, start);
    expect(await alertOn(page)).toBe("There was a problem sending the SMS");
    await heading(page, "Secure Your Account");
    expect(await page.getByLabel("Phone number").inputValue()).toBe(usPhone.typed);
    expect(await failuresInLog(fixture)).toEqual([expect.stringContaining(refusals[sender].log)]);
    expect((await page.content()).includes(wrongToken)).toBe(false);
  });
});

describe("an outage of Twilio", () => {
  test("unified: no message arrives, and Resend sends a code after the outage", async () => {
    const { fixture, page, start } = await newVisit();
    await fixture.sandbox("PATCH", "/carriers/twilio", { outage: 500 });
    await sendToNumber(fixture, page, start);
    await heading(page, "Verify Your Identity");
    await expect.poll(() => failuresInLog(fixture)).toEqual([expect.stringContaining("Twilio error 20500")]);
    await fixture.sandbox("PATCH", "/carriers/twilio", { outage: null });
    const before = fixture.messages.all.length;
    await press(page, "Resend");
    await expect.poll(() => fixture.messages.all.length).toBe(before + 1);
    await typeCode(page, fixture.messages.all.at(-1)?.code ?? "");
    await backInApplication(page);
  });

  test("legacy: the page reports the failure, and accepts the number again after the outage", async () => {
    const { fixture, page, start } = await newVisit({ experience: "legacy" });
    await fixture.sandbox("PATCH", "/carriers/twilio", { outage: 500 });
    await sendToNumber(fixture, page, start);
    expect(await alertOn(page)).toBe("There was a problem sending the SMS");
    await fixture.sandbox("PATCH", "/carriers/twilio", { outage: null });
    await press(page, "Continue");
    await heading(page, "Verify Your Identity");
    await expect.poll(() => fixture.messages.all.at(-1)?.status).toBe("delivered");
    await typeCode(page, fixture.messages.all.at(-1)?.code ?? "");
    await backInApplication(page);
  });
});
