import fc from "fast-check";
import {
  itemFields,
  type Fields,
  type Property,
} from "../../../../sandbox/plugins/bridge/schema/property.ts";
import type { Properties, Value } from "../../../../sandbox/plugins/bridge/schema/value.ts";

/** A word that no other value of a generated input contains. */
export const canary = "canary";

/** Inputs that a table of properties allows: all that is required, some of the rest. */
export function inputsOf(fields: Fields): fc.Arbitrary<Properties> {
  const entries = Object.entries(fields).filter(([, property]) => !property.output && !property.unsupported);
  const model = Object.fromEntries(entries.map(([name, property]) => [name, valueOf(property)]));
  const requiredKeys = entries.filter(([, property]) => property.required).map(([name]) => name);
  return fc.record(model, { requiredKeys });
}

function valueOf(property: Property): fc.Arbitrary<Value> {
  switch (property.kind) {
    case "bool":
      return fc.boolean();
    case "int":
      return fc.integer({ min: 1, max: 1000 });
    case "map":
      return fc.dictionary(word, word, { minKeys: 1, maxKeys: 3 });
    case "object":
      return inputsOf(property.fields);
    case "list":
      return fc.array(itemOf(property), { minLength: 1, maxLength: 3 });
    case "set":
      return fc.uniqueArray(itemOf(property), {
        minLength: 1,
        maxLength: 3,
        selector: (item) => JSON.stringify(item),
      });
    case "string":
      return property.oneOf ? fc.constantFrom(...property.oneOf) : property.sensitive ? secretWord : word;
  }
}

function itemOf(property: Property): fc.Arbitrary<Value> {
  const fields = itemFields(property);
  if (fields) return inputsOf(fields);
  return property.oneOf ? fc.constantFrom(...property.oneOf) : word;
}

const word = fc.stringMatching(/^[a-z]{1,8}$/).filter((text) => !text.includes(canary));
const secretWord = word.map((text) => `${canary}-${text}`);
