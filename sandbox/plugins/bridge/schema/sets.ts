import { itemFields, terraformName, type Property } from "./property.ts";
import { isAbsent, isProperties, type Value } from "./value.ts";

/**
 * The text that identifies an item of a set. Terraform sorts a set's items by a similar text, so the state
 * shows them in this order and not in the program's.
 */
export function itemKey(item: Value, property: Property): string {
  const fields = itemFields(property);
  if (!isProperties(item)) return JSON.stringify(item ?? null);
  const byTerraformName = new Map(
    Object.keys(fields ?? item).map((name) => {
      const field = fields?.[name];
      return [field ? terraformName(name, field) : name, item[name]];
    }),
  );
  return inOrder(byTerraformName)
    .map((value) => JSON.stringify(blankToNull(value)))
    .join(";");
}

/** The items in Terraform's order, without duplicates. */
export function sortSet(items: Value[], property: Property): Value[] {
  return inOrder(new Map(items.map((item) => [itemKey(item, property), item])));
}

function blankToNull(value: Value | undefined): Value {
  return isAbsent(value) ? null : value;
}

/** A map's entries, ordered by its unique keys. */
function inOrder<Item>(map: ReadonlyMap<string, Item>): Item[] {
  return [...map].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, item]) => item);
}
