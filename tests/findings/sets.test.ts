import { expect, test } from "vitest";
import { setDifference, textsOf } from "../../findings/changes/sets.ts";
import { fc, test as property } from "../commands/review/property.ts";

const lists = fc.array(fc.string());

property(
  "omits what both lists contain, regardless of order",
  fc.property(lists, lists, (before, after) => {
    const { added, removed } = setDifference(before, after);
    expect(setDifference(before.toReversed(), after.toSorted())).toEqual({ added, removed });
    expect(new Set([...before.filter((item) => !removed.includes(item)), ...added])).toEqual(new Set(after));
  }),
);

test("lists are compared as sets of texts", () => {
  expect(setDifference(["b", "a", "a", 1], ["c", "a", "d"])).toEqual({ added: ["c", "d"], removed: ["b"] });
  expect(setDifference(undefined, ["b", "a"])).toEqual({ added: ["a", "b"], removed: [] });
  expect(textsOf("a")).toEqual([]);
});
