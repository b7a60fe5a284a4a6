import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

interface AxeResult {
  violations: { id: string; impact: string; nodes: { html: string }[] }[];
}

const axe = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Checks pages as they appear, in light and dark mode, and collects their problems. */
export class PageReview {
  /** Page, colour scheme and fault, in words. */
  readonly problems: string[] = [];
  /** The headings of the pages that were looked at. */
  readonly seen: string[] = [];
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Reviews the present page: axe's rules, and that nothing is wider than the window. */
  async look(): Promise<void> {
    const heading = await this.#page.getByRole("heading", { level: 1 }).innerText();
    const path = new URL(this.#page.url()).pathname;
    const alert = await this.#page.getByRole("alert").allInnerTexts();
    const name = [path, heading, ...alert].join(" | ");
    this.seen.push(name);
    await this.#page.evaluate(`${await axe}; undefined`);
    for (const [colorScheme, rules] of [
      ["light", {}],
      // Only the colors differ.
      ["dark", { runOnly: ["cat.color"] }],
    ] as const) {
      await this.#page.emulateMedia({ colorScheme });
      const { violations } = await this.#page.evaluate<AxeResult>(`axe.run(${JSON.stringify(rules)})`);
      for (const { id, impact, nodes } of violations) {
        this.problems.push(
          `${name} (${colorScheme}): ${impact} ${id}: ${nodes.map(({ html }) => html).join(", ")}`,
        );
      }
    }
    const overflow = await this.#page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
    if (overflow > 0) this.problems.push(`${name}: ${overflow} pixels wider than the window`);
  }
}
