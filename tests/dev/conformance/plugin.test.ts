import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readVariants, type Variant } from "../../../dev/conformance/plugin/recording.ts";
import { replayVariant } from "../../../dev/conformance/plugin/replay.ts";

const recordings = fileURLToPath(new URL("../../../../shared/recordings/plugin", import.meta.url));

const urn = "urn:pulumi:s::p::auth0:index/phoneProvider:PhoneProvider::sender";
const type = "auth0:index/phoneProvider:PhoneProvider";
const configuration = { defaultFrom: "+15005550006", deliveryMethods: ["text"], sid: "ACtest" };
const news = { configuration, credentials: {}, name: "twilio" };

const own: Variant = {
  name: "own",
  steps: [
    {
      name: "up",
      calls: [
        {
          call: "Configure",
          request: { args: {} },
          response: { supportsPreview: true, supportsAutonamingConfiguration: true },
        },
        {
          call: "Check",
          request: { urn, type, name: "sender", olds: {}, news },
          response: {
            inputs: {
              __defaults: [],
              name: "twilio",
              configuration: { ...configuration, __defaults: [] },
              credentials: { __defaults: [] },
            },
          },
        },
        {
          call: "Diff",
          request: {
            urn,
            type,
            name: "sender",
            id: "x",
            olds: { id: "x", ...news },
            news: { ...news, name: "custom" },
          },
          response: {
            changes: "DIFF_SOME",
            diffs: ["name"],
            detailedDiff: { name: { kind: "UPDATE" } },
            hasDetailedDiff: true,
          },
        },
      ],
    },
  ],
};

describe("replaying recordings", () => {
  test("matches a small recording, and reports a difference", async () => {
    const agreed = await replayVariant(own);
    expect(agreed.flatMap(({ found }) => found)).toEqual([]);
    const [step] = own.steps;
    const calls = (step?.calls ?? []).map((recorded) =>
      recorded.call === "Diff"
        ? { ...recorded, response: { ...recorded.response, diffs: ["other"] } }
        : recorded,
    );
    const differing = await replayVariant({ name: "other", steps: [{ name: "up", calls }] });
    expect(differing.flatMap(({ found }) => found)).toEqual(['diffs[0]: official "other", local "name"']);
  });

  test.skipIf(!existsSync(recordings))(
    "matches every Check and Diff of the official plugin",
    async () => {
      // Two tenants, 282 calls and an Action's deployment.
      const variants = await readVariants(recordings);
      const outcomes = (await Promise.all(variants.map(replayVariant))).flat();
      const exact = outcomes.filter(({ call }) => call === "Check" || call === "Diff");
      expect(exact.length).toBeGreaterThan(0);
      expect(exact.flatMap(({ found }) => found)).toEqual([]);
    },
    60_000,
  );
});
