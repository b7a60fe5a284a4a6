import { itemFields, terraformName, type Property } from "./property.ts";
import { isAbsent, isProperties, type Value } from "./value.ts";

/**
 * The text that identifies an item of a set. Terraform sorts a set's items by a like text, so state shows
 * them in this order and not in the program's.
 */
export function itemKey(item: Value, property: Property): string {
  const fields = itemFields(property);
  if (!isProperties(item)) return JSON.stringify(item ?? null);
  const names = Object.keys(fields ?? item).map((name) => {
    const field = fields?.[name];
    return { name, terraform: field ? terraformName(name, field) : name };
  });
  names.sort((left, right) => compare(left.terraform, right.terraform));
  return names.map(({ name }) => JSON.stringify(blankToNull(item[name]))).join(";");
}

/** The items in Terraform's order, without repetitions. */
export function sortSet(items: Value[], property: Property): Value[] {
  const byKey = new Map(items.map((item) => [itemKey(item, property), item]));
  return [...byKey].sort(([left], [right]) => compare(left, right)).map(([, item]) => item);
}

function blankToNull(value: Value | undefined): Value {
  return isAbsent(value) ? null : value;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
