import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wantedState } from "../../../../sandbox/plugins/bridge/lifecycle/state.ts";
import { action } from "../../../../sandbox/plugins/auth0/resources/action.ts";
import { client } from "../../../../sandbox/plugins/auth0/resources/client.ts";
import { guardian } from "../../../../sandbox/plugins/auth0/resources/guardian.ts";
import { phoneNotificationTemplate } from "../../../../sandbox/plugins/auth0/resources/phoneNotificationTemplate.ts";
import { phoneProvider } from "../../../../sandbox/plugins/auth0/resources/phoneProvider.ts";
import { triggerActions } from "../../../../sandbox/plugins/auth0/resources/triggerActions.ts";
import { check } from "../../../../sandbox/plugins/bridge/schema/check.ts";
import { diff } from "../../../../sandbox/plugins/bridge/schema/diff.ts";
import { withoutDefaults } from "../../../../sandbox/plugins/bridge/schema/inputs.ts";
import { plan } from "../../../../sandbox/plugins/bridge/schema/plan.ts";
import { set, string, type Fields } from "../../../../sandbox/plugins/bridge/schema/property.ts";
import { markSecrets } from "../../../../sandbox/plugins/bridge/schema/secrets.ts";
import {
  isProperties,
  isSecret,
  type Properties,
  type Value,
} from "../../../../sandbox/plugins/bridge/schema/value.ts";
import { canary, inputsOf } from "./arbitraries.ts";

const tables: Record<string, Fields> = {
  Action: action.fields,
  Client: client.fields,
  Guardian: guardian.fields,
  PhoneNotificationTemplate: phoneNotificationTemplate.fields,
  PhoneProvider: phoneProvider.fields,
  TriggerActions: triggerActions.fields,
};

const subject = { name: "r", seed: "seed", olds: {} };

/** The state of a server that accepted exactly what was sent. */
function stateAfter(fields: Fields, inputs: Properties): Properties {
  return wantedState(fields, plan(fields, null, inputs));
}

describe.each(Object.entries(tables))("the table of %s", (_, fields) => {
  test("shows no difference if nothing changed", () => {
    fc.assert(
      fc.property(inputsOf(fields), (inputs) => {
        const state = stateAfter(fields, inputs);
        expect([...diff(fields, state, plan(fields, state, inputs), inputs)]).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test("plans the same again from its own plan", () => {
    fc.assert(
      fc.property(inputsOf(fields), inputsOf(fields), (before, after) => {
        const planned = plan(fields, stateAfter(fields, before), after);
        expect(plan(fields, planned, after)).toEqual(planned);
      }),
      { numRuns: 50 },
    );
  });

  test("reports exactly the one path that changed", () => {
    fc.assert(
      fc.property(inputsOf(fields), fc.nat(), (inputs, choice) => {
        const leaves = textLeaves(fields, inputs);
        const path = leaves[choice % Math.max(leaves.length, 1)];
        if (path === undefined) return;
        const changed = withText(inputs, path.split("."), "Changed");
        const state = stateAfter(fields, inputs);
        const named = [...diff(fields, state, plan(fields, state, changed), changed).keys()];
        expect(named).toEqual([path]);
      }),
      { numRuns: 50 },
    );
  });

  test("has no secret outside its wrapper", () => {
    fc.assert(
      fc.property(inputsOf(fields), (inputs) => {
        expect(JSON.stringify(withoutSecrets(markSecrets(fields, plan(fields, null, inputs))))).not.toContain(
          canary,
        );
      }),
      { numRuns: 50 },
    );
  });

  test("checks its own result without a change", () => {
    fc.assert(
      fc.property(inputsOf(fields), (inputs) => {
        const first = check(fields, inputs, subject);
        const again = check(fields, first.inputs, { ...subject, olds: first.inputs });
        expect(withoutDefaults(again.inputs)).toEqual(withoutDefaults(first.inputs));
        expect(again.failures).toEqual(first.failures);
      }),
      { numRuns: 50 },
    );
  });
});

describe("new items of a set", () => {
  const items = (...all: Properties[]): Properties => ({ items: all });
  const fields: Fields = { items: set({ name: string(), id: string({ computed: true }) }) };
  const added = (prior: Properties, planned: Properties, inputs: Properties) =>
    Object.fromEntries(
      [...diff(fields, prior, planned, inputs)].map(([path, { kind }]) => [path, kind] as const),
    );

  test("that the program describes alike have an index each", () => {
    const planned = items({ name: "a", id: "1" }, { name: "a", id: "2" });
    expect(added(items({ name: "b", id: "0" }), planned, items({ name: "a" }, { name: "a" }))).toEqual({
      "items[0].name": "UPDATE",
      "items[0].id": "UPDATE",
      "items[1]": "ADD",
    });
  });

  test("have the index of the first item in the program that fits and is not taken", () => {
    const planned = items({ name: "a", id: "1" }, { name: "b", id: "2" }, { name: "a", id: "3" });
    const inputs = items({ name: "b" }, { name: "a" }, { name: "a", id: "3" });
    expect(added(items({ name: "b", id: "2" }), planned, inputs)).toEqual({
      "items[1]": "ADD",
      "items[2]": "ADD",
    });
  });

  test.each([
    ["that the program does not describe", items({ name: "a" }, { name: "c" })],
    ["if the program has fewer items", items({ name: "a" })],
  ])("%s are reported with the whole set", (_, inputs) => {
    const planned = items({ name: "a", id: "1" }, { name: "b", id: "2" });
    expect(added(items({ name: "z", id: "0" }), planned, inputs)).toEqual({ items: "UPDATE" });
  });
});

/** Paths of strings outside lists: an item of a set has no fixed position. */
function textLeaves(fields: Fields, inputs: Properties, at = ""): string[] {
  return Object.entries(inputs).flatMap(([name, value]) => {
    const property = fields[name];
    if (property?.kind === "string") return [`${at}${name}`];
    if (property?.kind !== "object" || !isProperties(value)) return [];
    return textLeaves(property.fields, value, `${at}${name}.`);
  });
}

function withText(properties: Properties, [name = "", ...rest]: string[], text: string): Properties {
  const inner = properties[name];
  return { ...properties, [name]: isProperties(inner) ? withText(inner, rest, text) : text };
}

function withoutSecrets(value: Value): Value {
  if (isSecret(value)) return "secret";
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isProperties(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutSecrets(item)]));
}
