import { expect, test } from "vitest";
import { newContext } from "../support/browser/browser.ts";
import { newVisit } from "../support/browser/callbackPage.ts";
import { newSampleFixture } from "../support/browser/sampleApp.ts";
import { heading } from "../../commands/local/signInPages.ts";
import { alertOn, typePassword } from "../support/browser/signInPages.ts";

test("an unlisted callback URL ends on an error page that names it, without a redirect", async () => {
  const { fixture, page, start } = await newVisit();
  await start({ redirect_uri: "http://localhost:1/elsewhere" });
  await heading(page, "Callback URL mismatch.");
  expect(await alertOn(page)).toBe("The provided redirect_uri is not in the list of allowed callback URLs.");
  await page.getByRole("complementary").getByText("http://localhost:1/elsewhere").waitFor();
  expect(await page.getByRole("link").count()).toBe(0);
  expect(new URL(page.url()).origin).toBe(fixture.url);
});

test("a logout to an unlisted URL ends on an error page of the tenant, and the user stays signed in", async () => {
  const { fixture, app } = await newSampleFixture({ policy: "never" });
  const { email } = await fixture.newUser();
  const page = await (await newContext()).newPage();
  await page.goto(app);
  await page.getByRole("button", { name: "Log in" }).click();
  await typePassword(page, email);
  await page.getByRole("heading", { name: email }).waitFor();
  await fixture.api("PATCH", `/clients/${fixture.clientId}`, { allowed_logout_urls: ["http://localhost:1"] });
  await page.getByRole("button", { name: "Log out" }).click();
  expect(await alertOn(page)).toBe(
    `The "returnTo" querystring parameter "${app}" is not defined as a valid URL in "Allowed Logout URLs"`,
  );
  expect(await fixture.logTypes()).toContain("flo");

  await fixture.api("PATCH", `/clients/${fixture.clientId}`, { allowed_logout_urls: [app] });
  await page.goto(app);
  // The SDK forgot its user before it left, but the tenant's session still exists.
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("heading", { name: email }).waitFor();
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByText("You are logged out.").waitFor();
  expect(new URL(page.url()).origin).toBe(app);
});

test("an unlisted web origin gets no silent sign-in: a reload signs the user out", async () => {
  const { fixture, app } = await newSampleFixture({ policy: "never" });
  const { email } = await fixture.newUser();
  const page = await (await newContext()).newPage();
  await page.goto(app);
  await page.getByRole("button", { name: "Log in" }).click();
  await typePassword(page, email);
  await page.getByRole("heading", { name: email }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: email }).waitFor();

  await fixture.api("PATCH", `/clients/${fixture.clientId}`, { web_origins: [] });
  // The SDK waits a minute for a response that never comes.
  await page.clock.install();
  await page.reload();
  await expect.poll(() => fixture.logTypes()).toContain("fco");
  expect(await page.getByRole("main").innerText()).toBe("Loading…");
  await page.clock.fastForward("01:01");
  await page.getByText("You are logged out.").waitFor();
});
