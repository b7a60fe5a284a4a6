import { tmpdir } from "node:os";
import { join } from "node:path";
import sparticuz from "@sparticuz/chromium";
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";
import { exclusively } from "../sandbox/engine/lock.ts";
import { CommandError } from "./command.ts";

/**
 * The package's own list of switches is for one page of a cloud function: among others it turns the same-origin policy
 * off. What is tested here is the browser that people have.
 */
const switches = [
  "--no-sandbox",
  "--font-render-hinting=none",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
];

/**
 * The Chromium that comes as a package, without a window.
 *
 * @param more switches of Chromium's own
 */
export async function launchChromium(more: readonly string[] = []): Promise<Browser> {
  // Unpacked once, on first use: two processes at once must not meet half of it.
  const lock = join(tmpdir(), "auth0-phone-mfa-chromium");
  const executablePath = await exclusively(
    lock,
    () => undefined,
    () => sparticuz.executablePath(),
  );
  return chromium.launch({ executablePath, args: [...switches, ...more], headless: true });
}

/**
 * The user's own Chrome in a window, slowed down so that a person can follow.
 *
 * @throws CommandError where there is no Chrome or no screen.
 */
export async function launchVisibleChrome(): Promise<Browser> {
  try {
    return await chromium.launch({ channel: "chrome", headless: false, slowMo: 250 });
  } catch {
    throw new CommandError(
      "Failed to show a browser: Google Chrome was not found, or there is no screen. Leave --headed out.",
    );
  }
}
