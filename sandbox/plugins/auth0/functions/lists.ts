import { itemFields, type Fields, type Property } from "../schema/property.ts";
import { isProperties, mapProperties, type Properties, type Value } from "../schema/value.ts";

/** Properties as a data source shows them: each object is a list of one item or none, with a plural name. */
export function asLists(fields: Fields, properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => {
      const property = fields[name];
      if (!property) return [name, value];
      return [property.kind === "object" ? plural(name) : name, asList(property, value)];
    }),
  );
}

function asList(property: Property, value: Value): Value {
  if (property.kind === "object") return isProperties(value) ? [asLists(property.fields, value)] : [];
  const item = itemFields(property);
  if (!item || !Array.isArray(value)) return value;
  return value.map((entry) => (isProperties(entry) ? asLists(item, entry) : mapped(entry)));
}

function mapped(value: Value): Value {
  return isProperties(value) ? mapProperties(value, mapped) : value;
}

/** Pulumi's names of lists are plurals: `refreshTokens`, but `mobiles`, `addons`. */
function plural(name: string): string {
  if (name.endsWith("s")) return name;
  return name.endsWith("y") ? `${name.slice(0, -1)}ies` : `${name}s`;
}
