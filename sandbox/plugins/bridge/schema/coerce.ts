import type { Property } from "./property.ts";
import type { Value } from "./value.ts";

/** Converts a string that reads as the number or boolean in the schema. */
export function coerce(property: Property, value: Value): Value {
  if (property.kind === "string" && (typeof value === "number" || typeof value === "boolean")) {
    return String(value);
  }
  if (typeof value !== "string") return value;
  if (property.kind === "bool" && /^(true|false)$/.test(value)) return value === "true";
  if (property.kind === "int" && /^-?\d+$/.test(value)) return Number(value);
  return value;
}
