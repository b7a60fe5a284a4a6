import { crc32 } from "node:zlib";
import { itemFields, terraformName, type Fields, type Property } from "../../bridge/schema/property.ts";
import {
  isAbsent,
  isProperties,
  mapProperties,
  type Properties,
  type Value,
} from "../../bridge/schema/value.ts";

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
  const items = property.kind === "set" ? asHashed(item, value) : value;
  return items.map((entry) => (isProperties(entry) ? asLists(item, entry) : mapped(entry)));
}

/** A data source shows a set of objects by Terraform's checksums of them (its helper/schema/serialize.go). */
function asHashed(fields: Fields, items: Value[]): Value[] {
  const names = Object.entries(fields).map(([name, field]) => ({
    name,
    written: terraformName(name, field),
  }));
  names.sort((left, right) => (left.written < right.written ? -1 : 1));
  const keyed = items.map((item) => {
    const given = isProperties(item) ? item : {};
    const text = names.map(({ name, written }) => `${written}:${serialized(given[name])}`).join("");
    return { item, key: String(crc32(text)) };
  });
  return keyed.sort((left, right) => (left.key < right.key ? -1 : 1)).map(({ item }) => item);
}

function serialized(value: Value | undefined): string {
  if (Array.isArray(value)) return `(${value.map(serialized).join("")});`;
  return isAbsent(value) || isProperties(value) ? ";" : `${String(value)};`;
}

function mapped(value: Value): Value {
  return isProperties(value) ? mapProperties(value, mapped) : value;
}

/** Pulumi's names for lists are plurals: `refreshTokens`, but `mobiles`, `addons`. */
function plural(name: string): string {
  if (name.endsWith("s")) return name;
  return name.endsWith("y") ? `${name.slice(0, -1)}ies` : `${name}s`;
}
