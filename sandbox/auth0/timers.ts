interface Due {
  at: Date;
  work: () => void;
  timer: NodeJS.Timeout | undefined;
}

/** Work that is due at a time of a clock that can be moved. */
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

  /** Does the work that has become due by the move and schedules the rest again. */
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
    // It does not keep the process running, and a wait that is too long for a timer is split.
    entry.timer = setTimeout(
      () => {
        this.#arm(entry);
      },
      Math.min(wait, 2_000_000_000),
    ).unref();
  }
}
