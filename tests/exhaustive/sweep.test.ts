import { expect, test } from "vitest";
import { sweep } from "../support/sweep/sweep.ts";

test("a sample of every kind is survived", async () => {
  const { code, last } = await sweep("--sample", "14");
  expect(last.failed).toEqual([]);
  expect(last.survived).toBe(last.cases);
  expect(last.cases + last.unreached).toBe(14);
  expect(last.unreached).toBeLessThan(4);
  expect(code).toBe(0);
});
