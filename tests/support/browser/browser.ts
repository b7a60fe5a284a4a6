import { chromium } from "playwright-core";
import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";
import { inject, onTestFinished } from "vitest";

let browser: Promise<Browser> | undefined;

/** A browser profile for one test, without cookies and storage of other tests. Closed when the test ends. */
export async function newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  browser ??= chromium.connect(inject("chromium"));
  const context = await (await browser).newContext(options);
  onTestFinished(() => context.close());
  return context;
}
