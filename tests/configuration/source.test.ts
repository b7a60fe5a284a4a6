import { expect, test } from "vitest";
import type { Problem } from "../../configuration/problems.ts";
import { orList, readFlag, readText } from "../../configuration/source.ts";
import { source } from "../support/settings/source.ts";

const key = "auth0-phone-mfa:value";

test.each([
  ["a string", "Shop", "Shop", []],
  ["no value", "", undefined, []],
  ["a number", "12", "12", []],
  ["a list with a string", '["Shop", "Other"]', "Shop", ["set value Shop"]],
  ["a map with a string", '{"name": "Shop"}', "Shop", ["set value Shop"]],
  ["an empty list", "[]", "", []],
  ["an empty map", "{}", "", []],
])("a string that is %s", (_, written, text, fixes) => {
  const problems: Problem[] = [];
  expect(readText(source({ [key]: written }), "value", problems)).toBe(text);
  expect(problems.map(({ fix }) => fix)).toEqual(fixes);
});

test.each([
  ["true", true, []],
  ["false", false, []],
  ["", undefined, []],
  ["yes", true, ["set value true"]],
  ["No", false, ["set value false"]],
  ["[true]", true, ["set value true"]],
])("a boolean that is %j", (written, flag, fixes) => {
  const problems: Problem[] = [];
  expect(readFlag(source({ [key]: written }), "value", problems)).toBe(flag);
  expect(problems.map(({ fix }) => fix)).toEqual(fixes);
});

test.each([
  [[], ""],
  [["a"], "a"],
  [["a", "b"], "a or b"],
  [["a", "b", "c"], "a, b or c"],
])("the words %j are listed as %j", (words, listed) => {
  expect(orList(words)).toBe(listed);
});
