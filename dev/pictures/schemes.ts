import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";

/** Each picture is taken twice, as GitHub's two themes need it. */
export const schemes = ["light", "dark"] as const;

export type Scheme = (typeof schemes)[number];

/** Twice the pixels, for screens that have them. */
const scale = 2;

/**
 * A page to photograph.
 *
 * @param size in CSS pixels
 */
export async function openPage(
  browser: Browser,
  scheme: Scheme,
  size: { width: number; height: number },
): Promise<Page> {
  const context = await browser.newContext({
    colorScheme: scheme,
    viewport: size,
    deviceScaleFactor: scale,
    ignoreHTTPSErrors: true,
    locale: "en-US",
  });
  return context.newPage();
}

/**
 * Photographs a whole page into a file of `folder`, as WebP: a quarter of a PNG's size. Where the page has no
 * background, the picture has none either.
 */
export async function photograph(
  page: Page,
  folder: string,
  { name, scheme }: { name: string; scheme: Scheme },
): Promise<void> {
  const { width, height } = (await page.locator("body").boundingBox()) ?? { width: 0, height: 0 };
  await page.setViewportSize({ width: Math.ceil(width), height: Math.ceil(height) });
  const chromium = await page.context().newCDPSession(page);
  const color = { r: 0, g: 0, b: 0, a: 0 };
  await chromium.send("Emulation.setDefaultBackgroundColorOverride", { color });
  const { data } = await chromium.send("Page.captureScreenshot", { format: "webp", quality: 85 });
  await writeFile(join(folder, `${name}-${scheme}.webp`), Buffer.from(data, "base64"));
}
