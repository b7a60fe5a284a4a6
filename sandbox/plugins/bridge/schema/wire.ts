import { sortSet } from "./sets.ts";
import { apiName, itemFields, type Fields, type Property } from "./property.ts";
import { isAbsent, isProperties, isZero, mapProperties, type Properties, type Value } from "./value.ts";

/** The inputs in the Management API's form: only what was given, without empty objects. */
export function toApi(fields: Fields, inputs: Properties): Properties {
  const body: Properties = {};
  for (const [name, property] of Object.entries(fields)) {
    const value = inputs[name];
    if (isAbsent(value) || property.output) continue;
    const sent = toApiValue(property, value);
    if (property.kind !== "object" || !isZero(sent)) body[apiName(name, property)] = sent;
  }
  return body;
}

function toApiValue(property: Property, value: Value): Value {
  if (property.kind === "object" && isProperties(value)) return toApi(property.fields, value);
  if (!Array.isArray(value)) return value;
  const fields = itemFields(property);
  // A set reaches the provider in Terraform's order, not in the program's.
  const items = property.kind === "set" ? sortSet(value, property) : value;
  return items.map((item) => (fields && isProperties(item) ? toApi(fields, item) : item));
}

/** The Management API's response as properties. Omitted values read as empty, zero or false. */
export function fromApi(fields: Fields, body: Properties): Properties {
  return Object.fromEntries(
    Object.entries(fields).map(([name, property]) => [
      name,
      fromApiValue(property, body[apiName(name, property)] ?? null),
    ]),
  );
}

function fromApiValue(property: Property, value: Value): Value {
  switch (property.kind) {
    case "object":
      return isProperties(value) ? fromApi(property.fields, value) : null;
    case "map":
      return isProperties(value) ? mapProperties(value, (item) => item ?? "") : {};
    case "list":
    case "set":
      return fromApiItems(property, Array.isArray(value) ? value : []);
    case "string":
      return isAbsent(value) ? "" : value;
    case "bool":
      return value ?? false;
    case "int":
      return value ?? 0;
  }
}

function fromApiItems(property: Property, items: Value[]): Value[] {
  const fields = itemFields(property);
  const read = fields ? items.map((item) => (isProperties(item) ? fromApi(fields, item) : item)) : items;
  return property.kind === "set" ? sortSet(read, property) : read;
}
