import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { needsLook } from "./review/risks/index.ts";
import { jsonOf } from "./review/jsonOf.ts";
import { markdownOf, overallVerdict } from "./review/markdown/markdownOf.ts";
import { parseRehearsals } from "./review/rehearsal/parseRehearsals.ts";
import type { Rehearsal } from "./review/rehearsal/Rehearsal.ts";
import { rehearsalSections, withRehearsals } from "./review/rehearsal/withRehearsals.ts";
import type { Review } from "./review/Review.ts";
import { CommandError } from "./terminal/command.ts";
import { prepareEngine } from "./engine/prepareEngine.ts";
import { markdownTarget, output } from "./terminal/output.ts";
import { waiting } from "./terminal/waiting.ts";
import { command } from "./review/command/options.ts";
import type { ReviewOptions } from "./review/command/options.ts";
import { reviewFile, reviewStacks } from "./review/command/reviewStacks.ts";

async function review(options: ReviewOptions, signal: AbortSignal): Promise<number> {
  const rehearsals = (await Promise.all(options.rehearsal.map(readRehearsals))).flat();
  const reviews = withRehearsals(await reviewsFor(options, signal), rehearsals);
  await output(markdownTarget(options), () =>
    markdownOf(reviews, { sections: rehearsalSections(reviews, rehearsals) }),
  );
  await output(options.json, () => `${jsonOf(reviews)}\n`);
  const verdict = overallVerdict(reviews);
  return verdict === "unknown" ? 1 : verdict === "stopped" || needsLook(verdict) ? 2 : 0;
}

async function reviewsFor(options: ReviewOptions, signal: AbortSignal): Promise<Review[]> {
  const { preview, stack, cwd } = options;
  if (preview !== undefined) return [await reviewFile(resolve(cwd, preview), stack[0])];
  const engine = await prepareEngine((message) => {
    console.error(message);
  });
  const stacks = [...new Set(stack)];
  return waiting(`Previewing ${stacks.join(", ")}`, () =>
    reviewStacks(engine, cwd, { ...options, stacks, signal }),
  );
}

/** @throws CommandError if the file is not a rehearsal */
async function readRehearsals(file: string): Promise<Rehearsal[]> {
  const rehearsals = parseRehearsals(await readFile(file, "utf8").catch(() => ""));
  if (rehearsals === undefined)
    throw new CommandError(
      `Failed to read the rehearsal ${file}: it is not the output of npm run rehearse. Fix: npm run rehearse -- --stack NAME --json ${file}`,
    );
  return rehearsals;
}

await command.run(review);
