import { expect, test } from "vitest";
import { isEmpty, valueIn, withMember, writing } from "../../configuration/moves.ts";

test.each<[string, unknown, string[]]>([
  ["key", "text", ["set key text"]],
  ["key", "12", ["set key 12"]],
  ["key", ["a", "true"], ["set --path --type string 'key[0]' a", "set --path --type string 'key[1]' true"]],
  ["key", { on: true, "a b": [1] }, ["set --path key.on true", `set --path 'key["a b"][0]' 1`]],
  ["key", { empty: [] }, ["set --path key.empty '[]'"]],
  ["key", "https://user:word@a.example.com", ["set key https://…@a.example.com"]],
  ["key.url", "http:user:word@a", ["set --path --type string key.url http:…@a"]],
  ["key", "at:me@home", ["set key at:me@home"]],
])("%s with %j is written by %j", (key, value, commands) => {
  expect(writing(key, value)).toEqual(commands);
});

test("a hidden value is moved unseen or prompted for, each of its parts by its path", () => {
  expect(writing("key", "text", "asked")).toEqual(["set --secret key"]);
  expect(writing("key", { a: ["x", "y"] }, "asked")).toEqual([
    "set --secret --path 'key.a[0]'",
    "set --secret --path 'key.a[1]'",
  ]);
  expect(writing("key", "text", { from: "kye" })).toEqual(["move kye key"]);
  expect(writing("key", { a: ["x"], "b c": "y" }, { from: "kye" })).toEqual([
    "move 'kye.a[0]' 'key.a[0]'",
    `move 'kye["b c"]' 'key["b c"]'`,
  ]);
});

test.each([
  [undefined, "[0]", ["v"]],
  ["", ".a.b[0]", { a: { b: ["v"] } }],
  [["x"], "[1]", ["x", "v"]],
  [{ a: 1 }, '["b c"].d', { a: 1, "b c": { d: "v" } }],
  [["x"], "[0]", undefined],
  [["x"], "[2]", undefined],
  [["x"], ".a", undefined],
  [{ a: 1 }, "[0]", undefined],
  [{ a: 1 }, ".a", undefined],
  [{}, "..a", undefined],
])("%j with a value at %s is %j", (container, path, result) => {
  expect(withMember(container, path, "v")).toEqual(result);
});

test.each([
  ["text", "text"],
  ["12", "12"],
  ['[null,"a",{"b":null}]', ["a", {}]],
  ["null", ""],
  ["{a", "{a"],
])("%s is the value %j", (text, value) => {
  expect(valueIn(text)).toEqual(value);
});

test("an empty value says nothing", () => {
  for (const value of [undefined, null, "", "[]", [], {}]) expect(isEmpty(value)).toBe(true);
  for (const value of ["0", false, 0, [null], { a: "" }]) expect(isEmpty(value)).toBe(false);
});
