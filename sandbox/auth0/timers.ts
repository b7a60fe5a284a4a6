interface Due {
  at: Date;
  work: () => void;
  timer: NodeJS.Timeout | undefined;
}

/** Work that is due at an hour of a clock that may be moved. */
export class Timers {
  readonly #now: () => Date;
  #due: Due[] = [];

  constructor(now: () => Date) {
    this.#now = now;
  }

  add(at: Date, work: () => void): void {
    const entry: Due = { at, work, timer: undefined };
    this.#due.push(entry);
    this.#arm(entry);
  }

  /** Does what has become due by the move and waits anew for the rest. */
  clockMoved(): void {
    for (const entry of [...this.#due]) {
      clearTimeout(entry.timer);
      this.#arm(entry);
    }
  }

  clear(): void {
    for (const { timer } of this.#due) clearTimeout(timer);
    this.#due = [];
  }

  #arm(entry: Due): void {
    const wait = entry.at.getTime() - this.#now().getTime();
    if (wait <= 0) {
      this.#due = this.#due.filter((other) => other !== entry);
      entry.work();
      return;
    }
    // Nobody's process stays up for it, and a wait longer than a timer can hold is looked at again.
    entry.timer = setTimeout(
      () => {
        this.#arm(entry);
      },
      Math.min(wait, 2_000_000_000),
    ).unref();
  }
}
