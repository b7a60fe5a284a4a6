import { itemFields, type Fields, type Property } from "./property.ts";
import { isAbsent, isProperties, mapProperties, unknown, type Properties, type Value } from "./value.ts";

/**
 * The state after a create or an update: what was read. A value is null if the plan had null and the server
 * returned an empty collection, so that the state agrees with the plan (Terraform's legacy SDK).
 */
export function settle(fields: Fields, read: Properties, planned: Properties): Properties {
  return mapProperties(read, (value, name) => {
    const property = fields[name];
    return property ? settleProperty(property, value, planned[name] ?? null) : value;
  });
}

function settleProperty(property: Property, value: Value, planned: Value): Value {
  if (planned === unknown) return value;
  if (isEmptyCollection(property, value) && isAbsent(planned)) return null;
  if (isAbsent(value) && isEmptyCollection(property, planned)) return planned;
  if (property.kind === "object" && isProperties(value) && isProperties(planned)) {
    return settle(property.fields, value, planned);
  }
  const fields = itemFields(property);
  if (!fields || !Array.isArray(value) || !Array.isArray(planned)) return value;
  if (value.length !== planned.length) return value;
  return value.map((item, index) => {
    const wanted = planned[index];
    return isProperties(item) && isProperties(wanted) ? settle(fields, item, wanted) : item;
  });
}

function isEmptyCollection(property: Property, value: Value): boolean {
  if (itemFields(property)) return false;
  if (Array.isArray(value)) return value.length === 0;
  return property.kind === "map" && isProperties(value) && Object.keys(value).length === 0;
}

/** The plan without the values that the server was to choose: what is known when a call fails halfway. */
export function withoutUnknowns(value: Properties): Properties {
  return mapProperties(value, dropUnknown);
}

function dropUnknown(value: Value): Value {
  if (Array.isArray(value)) return value.map(dropUnknown);
  if (isProperties(value)) return withoutUnknowns(value);
  return value === unknown ? null : value;
}
