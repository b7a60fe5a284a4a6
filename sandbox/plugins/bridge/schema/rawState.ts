import { isAbsent, isProperties, type Properties, type Value } from "./value.ts";
import { snakeCase, type Fields, type Property } from "./property.ts";

/**
 * The bridge's record in a state of how Terraform's own state differs from the properties (measured on the
 * official plugin). It says which values are objects and which are maps, and which lists Pulumi shows as one
 * object. It also has the names that don't follow the usual rule.
 */
export function rawStateDelta(fields: Fields, properties: Properties): Properties {
  const entries = Object.entries(fields);
  const renamed = entries.flatMap(([name, { terraform }]) =>
    terraform === undefined || terraform === snakeCase(name) ? [] : [[name, terraform] as const],
  );
  const deltas = entries.flatMap(([name, property]) => {
    const delta = deltaOf(property, properties[name] ?? null);
    return delta === undefined ? [] : [[name, delta] as const];
  });
  return { obj: { ...some("renamed", renamed), ...some("ps", deltas) } };
}

function deltaOf(property: Property, value: Value): Properties | undefined {
  if (property.kind === "object")
    return { plu: { i: isProperties(value) ? rawStateDelta(property.fields, value) : {} } };
  if (isAbsent(value)) return undefined;
  if (property.kind === "map") return { map: {} };
  if (!Array.isArray(value) || (property.kind !== "list" && property.kind !== "set")) return undefined;
  const { of } = property;
  if (of === "string") return { arr: {} };
  const items = value.map((item, index) => {
    const fields = of === "map" || !isProperties(item) ? undefined : rawStateDelta(of, item);
    return [String(index), fields ?? { map: {} }] as const;
  });
  return { arr: some("el", items) };
}

/** The entries under a name; nothing if there are none. */
function some(name: string, entries: readonly (readonly [string, Value])[]): Properties {
  return entries.length === 0 ? {} : { [name]: Object.fromEntries(entries) };
}
