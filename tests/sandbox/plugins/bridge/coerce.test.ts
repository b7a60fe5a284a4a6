import { expect, test } from "vitest";
import { coerce } from "../../../../sandbox/plugins/bridge/schema/coerce.ts";
import type { Property } from "../../../../sandbox/plugins/bridge/schema/property.ts";
import { bool, int, string, strings } from "../../../../sandbox/plugins/bridge/schema/property.ts";
import type { Value } from "../../../../sandbox/plugins/bridge/schema/value.ts";

test.each<[Property, Value, Value]>([
  [string(), 1.5, "1.5"],
  [string(), true, "true"],
  [string(), "1", "1"],
  [bool(), "true", true],
  [bool(), "false", false],
  [int(), "12", 12],
  [int(), "-1", -1],
])("a %j with the value %j becomes %j", (property, given, value) => {
  expect(coerce(property, given)).toBe(value);
});

test.each<[Property, Value]>([
  [string(), ["a"]],
  [string(), { a: 1 }],
  [bool(), "yes"],
  [bool(), "untrue"],
  [bool(), 1],
  [int(), "1.5"],
  [int(), "12a"],
  [int(), true],
  [strings(), "12"],
])("a %j with the value %j is not converted, and the check rejects it", (property, given) => {
  expect(coerce(property, given)).toEqual(given);
});
