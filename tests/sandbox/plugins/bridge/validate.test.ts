import { expect, test } from "vitest";
import type { Fields } from "../../../../sandbox/plugins/bridge/schema/property.ts";
import {
  bool,
  int,
  list,
  object,
  string,
  strings,
} from "../../../../sandbox/plugins/bridge/schema/property.ts";
import { validate } from "../../../../sandbox/plugins/bridge/schema/validate.ts";
import type { Properties } from "../../../../sandbox/plugins/bridge/schema/value.ts";
import { unknown } from "../../../../sandbox/plugins/bridge/schema/value.ts";

const fields: Fields = {
  name: string({ required: true }),
  block: object({ ownName: string({ required: true }) }),
  items: list({ ownName: string({ required: true }) }),
  either: { kind: "object", fields: { one: string(), other: string() }, needsOne: true },
  mode: string({ oneOf: ["on", "off"] }),
  modes: strings({ oneOf: ["on", "off"], minItems: 1 }),
  text: string({ notEmpty: true }),
  isOn: bool(),
  count: int({ requiredWith: ["is_on"] }),
  first: string({ conflictsWith: ["second"] }),
  second: string(),
  later: string({ unsupported: true }),
};

const missing = (place: string) =>
  `Missing required argument. The argument "${place}" is required, but no definition was found.`;
const oneOf = (place: string) => `expected ${place} to be one of ["on" "off"], got up`;

test.each<[Properties, ...[reason: string, place: string][]]>([
  [{ name: null }, [missing("name"), "r.name"]],
  [{ block: {} }, [missing("block.0.own_name"), "r.block.ownName"]],
  [{ items: [{ ownName: "a" }, {}] }, [missing("items.1.own_name"), "r.items[1].ownName"]],
  [
    { either: {} },
    ...["one", "other"].map((name): [string, string] => [
      `Missing required argument. "either.0.${name}": one of \`either.0.one,either.0.other\` must be specified`,
      `r.either.${name}`,
    ]),
  ],
  [{ nam: "x" }, ["Invalid or unknown key", "r.nam"]],
  [{ mode: "up" }, [oneOf("mode"), "r.mode"]],
  [{ modes: ["on", "up"] }, [oneOf("modes.1"), "r.modes"]],
  [
    { modes: [] },
    [
      "Not enough list items. Attribute modes requires 1 item minimum, but config has only 0 declared.",
      "r.modes",
    ],
  ],
  [{ text: "" }, ['expected "text" to not be an empty string, got ', "r.text"]],
  [{ isOn: "yes" }, [`cannot parse '' as bool: strconv.ParseBool: parsing "yes": invalid syntax`, "r.isOn"]],
  [{ count: 1 }, ['Missing required argument. "count": all of `count,is_on` must be specified', "r.count"]],
  [
    { first: "a", second: "b" },
    ['Conflicting configuration arguments. "first": conflicts with second', "r.first"],
  ],
  [{ later: "a" }, ["The local plugin does not have later; install the official one", "r.later"]],
])("%j is rejected with the official provider's message for each path", (inputs, ...failures) => {
  expect(validate(fields, { name: "n", ...inputs }, "r")).toEqual(
    failures.map(([reason, place]) => `${reason}. Examine values at '${place}'.`),
  );
});

test.each<Properties>([
  {},
  { name: unknown, __defaults: ["name"] },
  { block: { ownName: "a" }, items: [{ ownName: "a" }, unknown], either: { other: "b" } },
  { block: unknown, items: unknown, either: unknown, mode: unknown, modes: [unknown], text: unknown },
  { mode: "on", modes: ["on"], text: "t", isOn: true, count: 1, first: "a" },
])("%j is accepted, regardless of unknown values", (inputs) => {
  expect(validate(fields, { name: "n", ...inputs }, "r")).toEqual([]);
});
