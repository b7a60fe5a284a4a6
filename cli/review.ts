import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { needsLook } from "../review/dangers/index.ts";
import { jsonOf } from "../review/jsonOf.ts";
import { markdownOf, overallVerdict } from "../review/markdown/markdownOf.ts";
import type { Review } from "../review/Review.ts";
import { runCommand } from "./command.ts";
import { prepareEngine } from "./engine.ts";
import { readOptions, usage } from "./review/options.ts";
import type { ReviewOptions } from "./review/options.ts";
import { reviewFile, reviewStacks } from "./review/reviewStacks.ts";

async function review(args: string[], signal: AbortSignal): Promise<number> {
  const options = readOptions(args);
  const reviews = await reviewsFor(options, signal);
  await write(options.markdown, markdownOf(reviews));
  await write(options.json, `${jsonOf(reviews)}\n`);
  const verdict = overallVerdict(reviews);
  return verdict === "unknown" ? 1 : needsLook(verdict) ? 2 : 0;
}

async function reviewsFor(options: ReviewOptions, signal: AbortSignal): Promise<Review[]> {
  const { preview, stacks, cwd } = options;
  if (preview !== undefined) return [await reviewFile(resolve(cwd, preview), stacks[0])];
  const engine = await prepareEngine((message) => {
    console.error(message);
  });
  return reviewStacks(engine, resolve(cwd), options, signal);
}

async function write(to: string | undefined, text: string): Promise<void> {
  if (to === "-") process.stdout.write(text);
  else if (to !== undefined) await writeFile(to, text);
}

await runCommand(usage, review, { mistake: 1 });
