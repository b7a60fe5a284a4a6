import { expect, test } from "vitest";
import { countLines, diffLines, firstDifference } from "../../findings/lines.ts";
import { fc, test as property } from "../commands/review/property.ts";

const texts = fc
  .array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 30 })
  .map((lines) => lines.join("\n"));

property(
  "kept and added lines add up to the new text",
  fc.property(texts, texts, (before, after) => {
    const { added, removed } = countLines(diffLines(before, after));
    expect(before.split("\n").length - removed + added).toBe(after.split("\n").length);
    expect(diffLines(before, before)).toEqual([]);
  }),
);

test("shows a few lines around a change", () => {
  const before = Array.from({ length: 9 }, (_, index) => `line ${index}`);
  const lines = diffLines(before.join("\n"), before.with(4, "new").join("\n"));
  expect(lines.map(({ sign, text }) => sign + text)).toEqual([
    " line 2",
    " line 3",
    "-line 4",
    "+new",
    " line 5",
    " line 6",
  ]);
});

test.each([
  [1000, 1000, [" ", "-", "+"]],
  [1000, 1001, ["-", "+"]],
])(
  "texts with a common line and %i removed and %i added lines are compared only up to 2000 of those",
  (removed, added, signs) => {
    const many = (name: string, count: number) =>
      ["same", ...Array.from({ length: count }, (_, at) => `${name}${at}`)].join("\n");
    const compared = diffLines(many("a", removed), many("b", added));
    expect([...new Set(compared.map(({ sign }) => sign))]).toEqual(signs);
    expect(compared.at(-1)).toEqual({ sign: "+", text: `b${added - 1}` });
  },
);

test.each<[string, string, object]>([
  ["a", "a", { added: 0, removed: 0, first: 2 }],
  ["a\nb", "a\nb\nc", { added: 1, removed: 0, first: 3 }],
  ["a\nb\nc", "a\nc", { added: 0, removed: 1, first: 2 }],
  ["a\na", "a", { added: 0, removed: 1, first: 2 }],
  ["a", "b", { added: 1, removed: 1, first: 1 }],
])("%j to %j", (one, other, expected) => {
  const lines = countLines(diffLines(one, other));
  expect({ ...lines, first: firstDifference(one, other) }).toEqual(expected);
});
