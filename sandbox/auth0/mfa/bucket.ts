/** A limit that refills with the tenant's clock: a number at once, then one more per interval. */
export class Bucket {
  readonly #capacity: number;
  readonly #refillMs: number;
  readonly #now: () => Date;
  readonly #levels = new Map<string, { left: number; at: number }>();

  constructor(capacity: number, refillSeconds: number, now: () => Date) {
    this.#capacity = capacity;
    this.#refillMs = refillSeconds * 1000;
    this.#now = now;
  }

  /**
   * Takes one for the key, if one is left. The caller takes first and works afterwards, so nothing can run in
   * between.
   */
  take(key: string): boolean {
    const left = this.left(key);
    if (left < 1) return false;
    this.#levels.set(key, { left: left - 1, at: this.#now().getTime() });
    return true;
  }

  /** Returns one that did not count after all. */
  giveBack(key: string): void {
    const left = Math.min(this.#capacity, this.left(key) + 1);
    this.#levels.set(key, { left, at: this.#now().getTime() });
  }

  /** The number that is left, with fractions for refills in progress. */
  left(key: string): number {
    const level = this.#levels.get(key);
    if (level === undefined) return this.#capacity;
    // A clock that was set back changes nothing.
    const passed = Math.max(0, this.#now().getTime() - level.at);
    return Math.min(this.#capacity, level.left + passed / this.#refillMs);
  }

  clear(key?: string): void {
    if (key === undefined) this.#levels.clear();
    else this.#levels.delete(key);
  }
}
