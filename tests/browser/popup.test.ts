import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Hono } from "hono";
import { expect, onTestFinished, test } from "vitest";
import { typeNumber } from "../../commands/local/signInPages.ts";
import type { HttpEnv } from "../../sandbox/auth0/edge/httpEnv.ts";
import { listen } from "../../sandbox/listen.ts";
import { newContext } from "../support/browser/browser.ts";
import { typePassword, usPhone } from "../support/browser/signInPages.ts";
import { newFixture } from "../support/tenant/fixture.ts";

const spaJs = createRequire(import.meta.url).resolve("@auth0/auth0-spa-js/dist/auth0-spa-js.production.js");

/** An application whose page signs in with auth0-spa-js in a popup. */
async function serveApplication(): Promise<{
  url: string;
  configure: (domain: string, client: string) => void;
}> {
  const sdk = await readFile(spaJs, "utf8");
  let settings = "";
  const app = new Hono<HttpEnv>();
  app.get("/sdk.js", (c) => c.body(sdk, 200, { "content-type": "text/javascript" }));
  app.get("/", (c) =>
    c.html(`<!doctype html><html lang="en"><title>Application</title><script src="/sdk.js"></script>
      <button onclick="logIn()">Log in</button><output></output>
      <script>
        const client = new auth0.Auth0Client(${settings});
        const show = (text) => (document.querySelector("output").textContent = text);
        const logIn = () =>
          client.loginWithPopup().then(
            async () => show("Hello " + (await client.getUser()).email),
            (error) => show(String(error)),
          );
      </script></html>`),
  );
  const listener = await listen(async (request, env) => app.fetch(request, env), 0);
  onTestFinished(() => listener.close());
  return {
    url: `http://localhost:${listener.port}`,
    configure: (domain, clientId) => (settings = JSON.stringify({ domain, clientId })),
  };
}

test("signing in through a popup of auth0-spa-js completes in the page that opened it", async () => {
  const application = await serveApplication();
  const fixture = await newFixture({ callback: application.url });
  application.configure(fixture.url, fixture.clientId);
  const user = await fixture.newUser();
  const page = await (await newContext()).newPage();
  await page.goto(application.url);
  const opening = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Log in" }).click();
  const popup = await opening;
  await typePassword(popup, user.email);
  await typeNumber(popup, usPhone.typed);
  const closed = popup.waitForEvent("close");
  // The popup closes itself: there is no page to wait for.
  await popup.getByLabel("Enter the 6-digit code").fill(await fixture.messages.nextCode());
  await popup.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByText(`Hello ${user.email}`).waitFor();
  await closed;
  expect(await page.locator("output").textContent()).toBe(`Hello ${user.email}`);
});
