import { resolve } from "node:path";
import { needsLook } from "./review/risks/index.ts";
import { jsonOf } from "./review/jsonOf.ts";
import { markdownOf, overallVerdict } from "./review/markdown/markdownOf.ts";
import { readRehearsals } from "./review/command/readRehearsals.ts";
import { rehearsalSections, withRehearsals } from "./review/rehearsal/withRehearsals.ts";
import type { Review } from "./review/Review.ts";
import { prepareEngine } from "./engine/prepareEngine.ts";
import { markdownTarget, output } from "./terminal/output.ts";
import { waiting } from "./terminal/waiting.ts";
import { command } from "./review/command/options.ts";
import type { ReviewOptions } from "./review/command/options.ts";
import { reviewFile, reviewStacks } from "./review/command/reviewStacks.ts";

async function review(options: ReviewOptions, signal: AbortSignal): Promise<number> {
  const { preview, stack, cwd } = options;
  const ofFile = preview && (await reviewFile(resolve(cwd, preview), stack[0]));
  const rehearsals = await readRehearsals(
    options.rehearsal,
    ofFile ? { stacks: [ofFile.stack], folder: undefined } : { stacks: stack, folder: cwd },
  );
  const reviews = withRehearsals(ofFile ? [ofFile] : await reviewsOf(options, signal), rehearsals);
  await output(markdownTarget(options), () =>
    markdownOf(reviews, { sections: rehearsalSections(reviews, rehearsals) }),
  );
  await output(options.json, () => `${jsonOf(reviews)}\n`);
  const verdict = overallVerdict(reviews);
  return verdict === "unknown" ? 1 : verdict === "stopped" || needsLook(verdict) ? 2 : 0;
}

async function reviewsOf(options: ReviewOptions, signal: AbortSignal): Promise<Review[]> {
  const engine = await prepareEngine((message) => {
    console.error(message);
  });
  const stacks = [...new Set(options.stack)];
  return waiting(`Previewing ${stacks.join(", ")}`, () =>
    reviewStacks(engine, options.cwd, { ...options, stacks, signal }),
  );
}

await command.run(review);
