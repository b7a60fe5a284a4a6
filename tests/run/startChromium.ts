import type { TestProject } from "vitest/node";
import { launchChromiumServer } from "../../commands/local/browser.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The address of the run's Chromium. */
    chromium: string;
  }
}

/** Starts the one Chromium of a test run. Each test has a profile of its own there. */
export default async function startChromium({ provide }: TestProject): Promise<() => Promise<void>> {
  // What counts the other processes' Chromiums was not loaded before this process.
  await import("./countStarts.mjs");
  const server = await launchChromiumServer();
  provide("chromium", server.wsEndpoint());
  return () => server.close();
}
