import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Picture } from "../review/rehearsal/Rehearsal.ts";

/** The pictures of a rehearsal: each page once for the same users at the same time. */
export class Pictures {
  readonly #folder: string;
  readonly #taken = new Set<string>();
  #count = 0;

  /** @param folder where they go */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Takes a picture of a page, unless there is one of it.
   *
   * @param of which users, and when
   * @returns `undefined` also where the browser could not take it: a picture is never worth a result
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
