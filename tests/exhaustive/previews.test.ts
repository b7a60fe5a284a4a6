import { beforeAll, describe, expect, test } from "vitest";
import { reviewOf } from "../../commands/review/reviewOf.ts";
import { worlds } from "../commands/review/cases/worlds.ts";
import { makePreview } from "../support/review/makePreview.ts";
import { endedOf, readPreview, writePreview } from "../support/review/previews.ts";

/** Whether the previews are written anew: `npm run test:record`. */
const isRecording = process.env["RECORD"] === "1";

// What tests/review reads is what the real engine makes.
describe.each(worlds)("$stack, $phoneExperience, $sender", (world) => {
  const [unchanged, ...changed] = world.cases;
  if (unchanged === undefined) throw new Error("The first case of a stack is the one without a change.");

  // The others are recorded by what is different from it.
  beforeAll(async () => {
    if (isRecording) writePreview(unchanged.name, await makePreview(world, unchanged));
  });

  test.each([world.first, unchanged, ...changed])("the preview is as it is recorded: $name", async (one) => {
    const made = await makePreview(world, one);
    expect(reviewOf({ stack: world.stack, ...endedOf(made) }).verdict).toBe(one.verdict);
    if (isRecording && one !== unchanged)
      writePreview(one.name, made, one === world.first ? undefined : unchanged.name);
    expect(made).toEqual(readPreview(one.name));
  });
});
