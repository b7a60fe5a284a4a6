import ora from "ora";

/** How long a person waits without being told what for, in milliseconds. */
const patience = 2000;

/**
 * Does some work, and shows on a terminal what it is once it takes longer than two seconds. Elsewhere, as in a
 * pipe, nothing is shown.
 */
export async function waiting<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
  if (!process.stderr.isTTY) return work();
  const spinner = ora({ text: title, stream: process.stderr });
  const timer = setTimeout(() => spinner.start(), patience);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    spinner.stop();
  }
}
