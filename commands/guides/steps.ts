import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";

/** One step, for the terminal and the report. */
export interface Step {
  guide: string;
  title: string;
  /** Absent if it was not timed. */
  milliseconds?: number;
  /** The file name next to the report; absent if there is nothing to see. */
  picture: string | undefined;
  /** What went wrong, in one line. */
  failure: string | undefined;
}

/** Runs steps one after the other, times them, and takes a screenshot after each. */
export class StepRecorder {
  readonly steps: Step[] = [];
  readonly #folder: string;
  readonly #onStep: (step: Step) => void;

  constructor(folder: string, onStep: (step: Step) => void) {
    this.#folder = folder;
    this.#onStep = onStep;
  }

  /** An empty folder for the screenshots; those of an earlier run are deleted. */
  async open(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
    await mkdir(this.#folder, { recursive: true });
  }

  /** Runs a step. If it fails, it is recorded with a screenshot, and the error is rethrown. */
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
    // A closed page gives no screenshot; that must not hide the reason.
    return page.screenshot({ path: join(this.#folder, name) }).then(
      () => name,
      () => undefined,
    );
  }
}
