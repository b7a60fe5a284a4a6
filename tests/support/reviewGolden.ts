import { mkdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prepareToolchain } from "../../cli/localStack.ts";
import { markdownOf } from "../../review/markdown/markdownOf.ts";
import type { ReviewCase, ReviewWorld } from "../review/cases/ReviewCase.ts";
import { openWorld } from "./reviewWorld.ts";
import type { OpenWorld } from "./reviewWorld.ts";

const golden = fileURLToPath(new URL("../review/golden/", import.meta.url));

/** The cases of a world, each against its golden file. `UPDATE_GOLDEN=1` writes those anew. */
export function checkWorld(world: ReviewWorld): void {
  describe(`${world.stack}, ${world.phoneExperience}, ${world.sender}`, () => {
    let open: OpenWorld;
    beforeAll(async () => {
      open = await openWorld(await prepareToolchain(() => undefined), world);
    });
    afterAll(() => open.local.close());

    test(world.first.name, () => check(open, world.first));
    test("the first up", () => open.up());
    test.each(world.cases.map((one) => [one.name, one] as const))("%s", (_, one) => check(open, one));
  });
}

async function check(open: OpenWorld, one: ReviewCase): Promise<void> {
  const review = await open.review(one);
  expect(review.verdict).toBe(one.verdict);
  const report = open.stable(markdownOf([review]));
  const file = `${golden}${one.name}.md`;
  if (process.env["UPDATE_GOLDEN"] === "1") {
    mkdirSync(golden, { recursive: true });
    await writeFile(file, report);
  }
  expect(report).toBe(await readFile(file, "utf8"));
}
