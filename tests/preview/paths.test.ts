import { expect, test } from "vitest";
import { namesIn, parsePath, valueAt } from "../../preview/paths.ts";

test.each<[string, (string | number)[]]>([
  ["policy", ["policy"]],
  ["phone.messageTypes[0]", ["phone", "messageTypes", 0]],
  ["secrets[10].value", ["secrets", 10, "value"]],
  ['metadata["a.b"]', ["metadata", "a.b"]],
  [String.raw`metadata["a\"b"].c`, ["metadata", 'a"b', "c"]],
  [String.raw`metadata["\x"]`, ["metadata", String.raw`"\x"`]],
  ["", []],
])("the path %s is %j", (text, path) => {
  expect(parsePath(text)).toEqual(path);
});

test("the names in a path omit its list indexes", () => {
  expect(namesIn(["secrets", 1, "value"])).toEqual(["secrets", "value"]);
});

test.each<[(string | number)[], unknown]>([
  [["phone", "messageTypes", 1], "voice"],
  [["phone", "options", "from"], undefined],
  [["phone", "enabled", "from"], undefined],
  [["none", "enabled"], undefined],
  [[], { phone: { enabled: true, messageTypes: ["sms", "voice"] }, none: null }],
])("the value at %j is %j", (path, value) => {
  const values = { phone: { enabled: true, messageTypes: ["sms", "voice"] }, none: null };
  expect(valueAt(values, path)).toEqual(value);
});
