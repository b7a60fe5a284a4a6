/** Records by id. If there are more than `capacity`, the oldest is dropped. */
export class Records<Item> {
  readonly #items = new Map<string, Item>();
  readonly #capacity: number;

  constructor(capacity = 100_000) {
    this.#capacity = capacity;
  }

  set(id: string, item: Item): void {
    this.#items.set(id, item);
    if (this.#items.size <= this.#capacity) return;
    const [oldest] = this.#items.keys();
    if (oldest !== undefined) this.#items.delete(oldest);
  }

  get(id: string): Item | undefined {
    return this.#items.get(id);
  }

  /** All records, the oldest first. */
  list(): Item[] {
    return [...this.#items.values()];
  }

  delete(id: string): boolean {
    return this.#items.delete(id);
  }

  clear(): void {
    this.#items.clear();
  }
}
