import ora from "ora";
import type { Progress } from "../engine/progress.ts";

/** Runs a step of a command with a spinner, or with plain lines if there is no terminal. */
export async function step<Result>(
  title: string,
  work: (progress: Progress) => Promise<Result>,
): Promise<Result> {
  const spinner = ora({ text: title, stream: process.stderr });
  // Without a terminal, it would print the title now and again at the end.
  if (process.stderr.isTTY) spinner.start();
  const started = performance.now();
  let said = "";
  const progress: Progress = (message) => {
    spinner.text = `${title}: ${message}`;
    // Without a terminal, a spinner shows nothing; a line every ten percent shows progress.
    const coarse = message.replace(/\d%/, "0%");
    if (!spinner.isSpinning && coarse !== said) console.error(`  ${message}`);
    said = coarse;
  };
  try {
    const result = await work(progress);
    spinner.succeed(`${title} ${seconds(performance.now() - started)}`);
    return result;
  } catch (error) {
    spinner.fail(title);
    throw error;
  }
}

/** A duration for people, as in `(1.2 s)`. */
function seconds(milliseconds: number): string {
  return `(${(milliseconds / 1000).toFixed(1)} s)`;
}
