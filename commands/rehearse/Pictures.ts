import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Picture } from "../review/rehearsal/Rehearsal.ts";

/** The screenshots of a rehearsal: each page once for the same users at the same time. */
export class Pictures {
  readonly #folder: string;
  readonly #taken = new Set<string>();
  #count = 0;

  /** @param folder the folder for the screenshots */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Takes a screenshot of a page, unless there already is one.
   * @param of which users, and when
   * @returns `undefined` also if the browser could not take it: a screenshot must never cost a result
   */
  async take(page: Pick<Page, "screenshot">, of: string, name: string): Promise<Picture | undefined> {
    const key = JSON.stringify([of, name]);
    if (this.#taken.has(key)) return undefined;
    this.#taken.add(key);
    this.#count += 1;
    const file = `${String(this.#count).padStart(2, "0")}.png`;
    return page.screenshot({ path: join(this.#folder, file), timeout: 10_000 }).then(
      () => ({ page: name.trim(), file }),
      () => {
        this.#taken.delete(key);
        return undefined;
      },
    );
  }
}
