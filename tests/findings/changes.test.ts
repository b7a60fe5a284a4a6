import { expect, test } from "vitest";
import { change } from "../../findings/changes/Change.ts";
import { fromTo, plainSetting, secretSetting } from "../../findings/changes/tell.ts";
import { diffLines } from "../../findings/lines.ts";
import { listed, plain, text, word } from "../../findings/words/Text.ts";
import { fixture } from "../commands/review/fixture.ts";

const [step] = fixture();
if (step === undefined) throw new Error("The fixture has no step.");

test("a change is in the group of its event, unless it names another; it has a diff only if it was given one", () => {
  expect(change(step, "client-name", "neutral", word("x"))).toEqual({
    event: "client-name",
    direction: "neutral",
    text: word("x"),
    group: "client name",
    urn: step.urn,
  });
  const diff = diffLines("a", "b");
  expect(change(step, "e", "weaker", word("x"), { group: "g", diff })).toMatchObject({ group: "g", diff });
});

test.each([
  ["a", "b", "noun: a → b"],
  [undefined, "b", "noun: (empty) → b"],
  ["a", null, "noun: a → (empty)"],
  [`${"x".repeat(130)}a`, `${"x".repeat(130)}b`, `noun: …${"x".repeat(30)}a → …${"x".repeat(30)}b`],
  [`${"x".repeat(20)}a`, `${"x".repeat(20)}b`, `noun: ${"x".repeat(20)}a → ${"x".repeat(20)}b`],
])("from %j to %j", (before, after, expected) => {
  expect(plain(fromTo("noun", { before, after }))).toBe(expected);
});

test("a plain setting's change names both values", () => {
  const [one] = plainSetting("title", "title", "neutral").tell({ before: "a", after: "b" }, step, []);
  expect(one).toMatchObject({ event: "title", direction: "neutral", group: "title changed" });
});

test.each([
  [undefined, "b", "token-set", "delivery", "Token set"],
  ["a", "b", "token-replaced", "delivery", "Token replaced"],
  ["a", "", "token-removed", "neutral", "Token removed"],
])("a secret from %j to %j: only that it changed", (before, after, event, direction, says) => {
  const [one] = secretSetting("Token", "token").tell({ before, after }, step, []);
  expect(one).toMatchObject({ event, direction });
  expect(plain(one?.text ?? [])).toBe(says);
});

test("a list in a sentence", () => {
  expect(plain(text`one of ${listed(["a", "b"])}`)).toBe("one of a, b");
  expect(listed([])).toEqual(word("none"));
  expect(word("")).toEqual([]);
});
