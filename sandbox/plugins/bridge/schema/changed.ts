import { isProperties, isZero, type Properties, type Value } from "./value.ts";

/**
 * Whether a property differs between state and plan. Unset, unknown and zero are the same to Terraform's
 * legacy SDK, so none of these causes a call.
 */
export function changedBetween(prior: Properties, planned: Properties): (path: string) => boolean {
  return (path) => differs(at(prior, path), at(planned, path));
}

function at(properties: Properties, path: string): Value {
  return path
    .split(".")
    .reduce<Value>((value, name) => (isProperties(value) ? (value[name] ?? null) : null), properties);
}

function differs(left: Value, right: Value): boolean {
  if (isProperties(left) && isProperties(right)) {
    const names = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...names].some((name) => differs(left[name] ?? null, right[name] ?? null));
  }
  if (Array.isArray(left) && Array.isArray(right) && left.length === right.length) {
    return left.some((item, index) => differs(item, right[index] ?? null));
  }
  if (isZero(left) && isZero(right)) return false;
  return left !== right;
}
