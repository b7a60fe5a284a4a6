import { expect, test } from "vitest";
import type { Fields } from "../../../../sandbox/plugins/bridge/schema/property.ts";
import { settle, withoutUnknowns } from "../../../../sandbox/plugins/bridge/schema/state.ts";
import type { Value } from "../../../../sandbox/plugins/bridge/schema/value.ts";
import { unknown } from "../../../../sandbox/plugins/bridge/schema/value.ts";

const fields: Fields = {
  map: { kind: "map" },
  texts: { kind: "list", of: "string" },
  blocks: { kind: "list", of: { map: { kind: "map" } } },
  object: { kind: "object", fields: { map: { kind: "map" } } },
  text: { kind: "string" },
};

test.each<{ what: string; read: Value; planned: Value; name?: string; state: Value }>([
  { what: "an empty map that nobody planned", read: {}, planned: null, state: null },
  { what: "a map with something in it", read: { a: "1" }, planned: null, state: { a: "1" } },
  { what: "no map, where an empty one was planned", read: null, planned: {}, state: {} },
  { what: "no map, where one was planned", read: null, planned: { a: "1" }, state: null },
  { what: "a map that the server was to choose", read: {}, planned: unknown, state: {} },
  { what: "an empty list", name: "texts", read: [], planned: null, state: null },
  { what: "a list", name: "texts", read: ["a"], planned: null, state: ["a"] },
  { what: "no list", name: "texts", read: null, planned: [], state: [] },
  { what: "an empty text", name: "text", read: "", planned: null, state: "" },
  {
    what: "a map in an object",
    name: "object",
    read: { map: {} },
    planned: { map: null },
    state: { map: null },
  },
  {
    what: "a map in a block",
    name: "blocks",
    read: [{ map: {} }],
    planned: [{ map: null }],
    state: [{ map: null }],
  },
  { what: "no blocks", name: "blocks", read: [], planned: null, state: [] },
  { what: "more blocks", name: "blocks", read: [{ map: {} }], planned: [], state: [{ map: {} }] },
  { what: "what the schema does not name", name: "other", read: {}, planned: null, state: {} },
])("the state matches the plan in $what", ({ name = "map", read, planned, state }) => {
  expect(settle(fields, { [name]: read }, { [name]: planned })).toEqual({ [name]: state });
});

test("a failed call leaves null for what the server would have chosen", () => {
  const planned = { text: "a", id: unknown, blocks: [{ id: unknown, map: { a: "1" } }] };
  expect(withoutUnknowns(planned)).toEqual({ text: "a", id: null, blocks: [{ id: null, map: { a: "1" } }] });
});
