import { tmpdir } from "node:os";
import { join } from "node:path";
import sparticuz from "@sparticuz/chromium";
import { chromium } from "playwright-core";
import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";
import { afterAll, onTestFinished } from "vitest";
import { exclusively } from "../../sandbox/engine/lock.ts";

/**
 * The package's own list of switches is for one page of a cloud function: among others it turns the same-origin policy
 * off. Tests want the browser that people have.
 */
const switches = [
  "--no-sandbox",
  "--font-render-hinting=none",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
];

let browser: Promise<Browser> | undefined;

/** The file's one Chromium, started by its first test that asks for it and closed after the last. */
async function sharedBrowser(): Promise<Browser> {
  browser ??= launch();
  return await browser;
}

afterAll(async () => {
  await (await browser)?.close();
  browser = undefined;
});

async function launch(): Promise<Browser> {
  // Unpacked once, on first use: two test files at once must not meet half of it.
  const lock = join(tmpdir(), "auth0-phone-mfa-chromium");
  const executablePath = await exclusively(
    lock,
    () => undefined,
    () => sparticuz.executablePath(),
  );
  return await chromium.launch({ executablePath, args: switches, headless: true });
}

/** A browser profile of the test's own: no cookie and no storage of another test. Closed when the test ends. */
export async function newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await (await sharedBrowser()).newContext(options);
  onTestFinished(() => context.close());
  return context;
}
