import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";
import { afterAll, onTestFinished } from "vitest";
import { launchChromium } from "../../../commands/local/browser.ts";

let browser: Promise<Browser> | undefined;

/** The file's one Chromium, started by its first test that asks for it and closed after the last. */
async function sharedBrowser(): Promise<Browser> {
  browser ??= launchChromium();
  return await browser;
}

afterAll(async () => {
  await (await browser)?.close();
  browser = undefined;
});

/** A browser profile for one test, without cookies and storage of other tests. Closed when the test ends. */
export async function newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await (await sharedBrowser()).newContext(options);
  onTestFinished(() => context.close());
  return context;
}
