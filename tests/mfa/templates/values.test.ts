import { expect, test } from "vitest";
import { valuesOf } from "../../../mfa/templates/values.ts";

test.each([
  ["user.name", [], ["Example", undefined]],
  ["user.name", ["Example"], ["Another", undefined, "Example"]],
  ["user.name", ["Exam", "Another"], ["Something", undefined, "Exam", "Another"]],
  ["user.name", ["a", "e"], ["?", undefined, "a", "e"]],
  ["locale", [], ["en", undefined]],
  ["locale", ["en", "es"], ["de", undefined, "en", "es"]],
  [
    "requestInfo.lang",
    ["e", "fr-FR", "pt-BR", "it", "ja"],
    ["zh-CN", undefined, "e", "fr-FR", "pt-BR", "it", "ja"],
  ],
  ["count", [2], ["Example", undefined, 2, 1, 3]],
])("the values that tell apart what a template does with %s, if it names %j", (name, named, values) => {
  const literals = new Set<string | number>(named);
  expect(valuesOf({ path: name.split("."), literals }).values).toEqual(values);
});
