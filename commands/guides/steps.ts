import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";

/** One thing that was done, for the terminal and the report. */
export interface Step {
  guide: string;
  title: string;
  /** None where it was not timed. */
  milliseconds?: number;
  /** File name beside the report; none where there is nothing to see. */
  picture: string | undefined;
  /** What went wrong, in one line. */
  failure: string | undefined;
}

/** Does steps one after the other, times them, and takes a picture after each. */
export class StepRecorder {
  readonly steps: Step[] = [];
  readonly #folder: string;
  readonly #onStep: (step: Step) => void;

  constructor(folder: string, onStep: (step: Step) => void) {
    this.#folder = folder;
    this.#onStep = onStep;
  }

  /** An empty folder for the pictures; those of an earlier run are gone. */
  async open(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
    await mkdir(this.#folder, { recursive: true });
  }

  /** Runs a step. One that fails is recorded with what could be seen, and thrown on. */
  async run<Result>(
    guide: string,
    title: string,
    page: Page | undefined,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const began = performance.now();
    let failure: string | undefined;
    try {
      return await work();
    } catch (error) {
      failure = error instanceof Error ? (error.message.split("\n")[0] ?? "failed") : "failed";
      throw error;
    } finally {
      const milliseconds = Math.round(performance.now() - began);
      const step = { guide, title, milliseconds, picture: await this.#takePicture(page), failure };
      this.steps.push(step);
      this.#onStep(step);
    }
  }

  async #takePicture(page: Page | undefined): Promise<string | undefined> {
    if (page === undefined) return undefined;
    const name = `${String(this.steps.length + 1).padStart(2, "0")}.png`;
    // A page that is gone has no picture; that must not hide why it is gone.
    return page.screenshot({ path: join(this.#folder, name) }).then(
      () => name,
      () => undefined,
    );
  }
}
