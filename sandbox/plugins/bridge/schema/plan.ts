import { itemFields, type Fields, type Property } from "./property.ts";
import { sortSet } from "./sets.ts";
import { changedBetween } from "./changed.ts";
import {
  mapProperties,
  isAbsent,
  isProperties,
  isZero,
  unknown,
  type Properties,
  type Value,
} from "./value.ts";

/**
 * The planned resource: the inputs, the defaults, and for values that the server chooses the value in the
 * state or, on a create, an unknown. `prior` is null on a create.
 */
export function plan(fields: Fields, prior: Properties | null, inputs: Properties): Properties {
  return planFields(fields, prior, inputs, prior === null);
}

function planFields(
  fields: Fields,
  prior: Properties | null,
  inputs: Properties,
  creating: boolean,
): Properties {
  return Object.fromEntries(
    Object.entries(fields).map(([name, property]) => [
      name,
      planProperty(property, prior?.[name] ?? null, inputs[name] ?? null, creating || isNew(property, prior)),
    ]),
  );
}

/**
 * In a new object within an existing resource, Terraform waits for the server's lists but not its scalars.
 */
function isNew(property: Property, prior: Properties | null): boolean {
  return (
    prior === null && (property.kind === "list" || property.kind === "set" || property.kind === "object")
  );
}

function planProperty(property: Property, old: Value, given: Value, creating: boolean): Value {
  if (property.writeOnly) return null;
  if (isAbsent(given)) return planAbsent(property, old, creating);
  if (given === unknown) return unknown;
  const fields = itemFields(property);
  if (property.kind === "object" && isProperties(given)) {
    return planFields(property.fields, isProperties(old) ? old : null, given, creating);
  }
  if (!Array.isArray(given)) return given;
  const items = fields
    ? given.map((item, index) =>
        isProperties(item) ? planItem(property, fields, old, item, index, creating) : item,
      )
    : given;
  return property.kind === "set" ? sortSet(items, property) : items;
}

function planItem(
  property: Property,
  fields: Fields,
  old: Value,
  item: Properties,
  index: number,
  creating: boolean,
): Properties {
  const before = property.kind === "list" && Array.isArray(old) ? (old[index] ?? null) : null;
  return planFields(fields, isProperties(before) ? before : null, item, creating);
}

function planAbsent(property: Property, old: Value, creating: boolean): Value {
  if (property.computed || property.output) return creating ? unknown : old;
  if (property.default !== undefined) return property.default;
  if (property.plannedDefault !== undefined) return property.plannedDefault;
  if (itemFields(property)) return [];
  if (property.suppressed !== undefined && old === property.suppressed) return old;
  // The legacy SDK does not distinguish unset from zero, so a zero in the state stays.
  if (isZero(old) && old !== unknown) return old;
  if (property.kind === "map") return isProperties(old) ? {} : null;
  return Array.isArray(old) ? [] : null;
}

/**
 * If anything of a resource changes, even an ignored property, an unset map within an object becomes an empty
 * one (measured on the official plugin).
 * @param empty the value for it: a preview does not know it yet
 */
export function withEmptyMaps(
  fields: Fields,
  prior: Properties,
  planned: Properties,
  empty: Value,
): Properties {
  return changedBetween({ all: prior }, { all: planned })("all")
    ? fillMaps(fields, prior, planned, empty)
    : planned;
}

function fillMaps(fields: Fields, prior: Properties, planned: Properties, empty: Value): Properties {
  return mapProperties(planned, (value, name) => {
    const property = fields[name];
    const before = prior[name];
    if (property?.kind !== "object" || !isProperties(value) || !isProperties(before)) return value;
    return mapProperties(fillMaps(property.fields, before, value, empty), (inner, innerName) =>
      inner === null && property.fields[innerName]?.kind === "map" ? empty : inner,
    );
  });
}
