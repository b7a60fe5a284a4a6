import { itemFields, type Fields, type Property } from "./property.ts";
import { isProperties, mapProperties, secret, unknown, type Properties, type Value } from "./value.ts";

/** Wraps each sensitive property as a secret, set or not: a null `authToken` is a secret too. */
export function markSecrets(fields: Fields, properties: Properties): Properties {
  return mapProperties(properties, (value, name) => {
    const property = fields[name];
    return property ? markProperty(property, value) : value;
  });
}

function markProperty(property: Property, value: Value): Value {
  if (property.sensitive) return secret(value);
  if (value === unknown) return value;
  if (property.kind === "object" && isProperties(value)) return markSecrets(property.fields, value);
  const fields = itemFields(property);
  if (!fields || !Array.isArray(value)) return value;
  return value.map((item) => (isProperties(item) ? markSecrets(fields, item) : item));
}
