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
      expect(made).toEqual(one.verdict === "stopped" ? upToWhere(made, recorded) : recorded);
    },
  );
});

/**
 * What is recorded of the resources that the engine has looked at: it stops at a failed check, sooner or later.
 */
function upToWhere(
  { preview: made }: RecordedPreview,
  { preview, ...rest }: RecordedPreview,
): RecordedPreview {
  if (preview === undefined) return rest;
  const seen = new Set(made?.steps?.map(({ urn }) => urn));
  const steps = preview.steps?.filter(({ urn }) => seen.has(urn)) ?? [];
  return { ...rest, preview: { ...preview, changeSummary: made?.changeSummary, steps } };
}
