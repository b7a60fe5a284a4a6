import { beforeAll, describe, expect, test } from "vitest";
import { reviewOf } from "../../commands/review/reviewOf.ts";
import { variants } from "../commands/review/cases/variants.ts";
import { makePreview } from "../support/review/makePreview.ts";
import type { RecordedPreview } from "../support/review/previews.ts";
import { endedOf, readPreview, writePreview } from "../support/review/previews.ts";

/** Whether the previews are recreated: `npm run test:record`. */
const isRecording = process.env["RECORD"] === "1";

// The previews that tests/commands/review reads are those of the real engine.
describe.each(variants)("$stack, $phoneExperience, $sender", (variant) => {
  const [unchanged, ...changed] = variant.cases;
  if (unchanged === undefined) throw new Error("The first case of a stack is the one without a change.");

  // The others are recorded as differences from it.
  beforeAll(async () => {
    if (isRecording) writePreview(unchanged.name, await makePreview(variant, unchanged));
  });

  test.each([variant.first, unchanged, ...changed])(
    "the preview matches the recorded one: $name",
    async (one) => {
      const made = await makePreview(variant, one);
      expect(reviewOf({ stack: variant.stack, ...endedOf(made) }).verdict).toBe(one.verdict);
      if (isRecording && one !== unchanged)
        writePreview(one.name, made, one === variant.first ? undefined : unchanged.name);
      const recorded = readPreview(one.name);
      if (one.verdict === "stopped") expect(onBothSides(made, recorded)).toEqual(onBothSides(recorded, made));
      else expect(made).toEqual(recorded);
    },
  );
});

/** A preview's resources that the other one has too: the engine stops at a failed check, sooner or later. */
function onBothSides({ preview, ...rest }: RecordedPreview, other: RecordedPreview): RecordedPreview {
  if (preview === undefined) return rest;
  const seen = new Set(other.preview?.steps?.map(({ urn }) => urn));
  const steps = preview.steps?.filter(({ urn }) => seen.has(urn)) ?? [];
  return { ...rest, preview: { ...preview, changeSummary: undefined, steps } };
}
