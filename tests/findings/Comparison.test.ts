import { expect, test } from "vitest";
import { compare, compareSets } from "../../findings/Comparison.ts";

test("equal values have no note", () => {
  const more = { note: "why", fix: "how" };
  expect(compare("sender", "from", "+1", "+1", more)).toEqual({
    part: "sender",
    setting: "from",
    declared: "+1",
    actual: "+1",
    agrees: true,
  });
  expect(compare("sender", "from", "+1", "+2", more)).toMatchObject({ agrees: false, ...more });
});

test.each<[string[], string[], object]>([
  [["a", "b"], ["b", "a"], { agrees: true, declared: "a, b", actual: "b, a" }],
  [[], [], { agrees: true, declared: "none", actual: "none" }],
  [["a", "b"], [], { agrees: false, note: "missing: a, b", actual: "none" }],
  [[], ["a", "b"], { agrees: false, note: "not declared: a, b", declared: "none" }],
  [["a", "b"], ["b", "c"], { agrees: false, note: "not declared: c; missing: a" }],
])("sets: %j declared, %j on the tenant", (declared, actual, expected) => {
  const comparison = compareSets("application", "callback URLs", declared, actual, { fix: "up" });
  expect(comparison).toMatchObject(expected);
  expect("note" in comparison).toBe(!comparison.agrees);
  expect(comparison.fix).toBe(comparison.agrees ? undefined : "up");
});

test("explains undeclared values", () => {
  const explain = (extra: readonly string[]) => (extra.includes("c") ? "c is the dashboard's" : undefined);
  expect(compareSets("application", "grants", ["a"], ["a", "c"], { explain }).note).toBe(
    "not declared: c; c is the dashboard's",
  );
  expect(compareSets("application", "grants", ["a", "b"], ["a"], { explain }).note).toBe("missing: b");
});
