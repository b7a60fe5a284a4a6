import type { z } from "zod";
import { invalidBody } from "../errors.ts";

type Issue = z.core.$ZodIssue;

function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number" && Number.isInteger(value)) return "integer";
  return typeof value;
}

/** The API's names for zod's types. */
const expected: Record<string, string> = { record: "object", int: "integer" };

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    body,
  );
}

function at(issue: Issue): string {
  const path = issue.path.map(String).join(".");
  return path === "" ? "" : ` on property ${path}`;
}

/** One zod issue in the words of the Management API [recordings of 400 responses; API Explorer]. */
function sentence(issue: Issue, body: unknown): string {
  const value = valueAt(body, issue.path);
  const parent = { ...issue, path: issue.path.slice(0, -1) };
  switch (issue.code) {
    case "invalid_type":
      return value === undefined && issue.path.length > 0
        ? `'Missing required property: ${String(issue.path.at(-1))}'${at(parent)}`
        : `'Expected type ${expected[issue.expected] ?? issue.expected} but found type ${typeName(value)}'${at(issue)}`;
    case "unrecognized_keys":
      return `'Additional properties not allowed: ${issue.keys.join(",")}'${at(issue)}`;
    case "invalid_value":
      return value === undefined
        ? `'Missing required property: ${String(issue.path.at(-1))}'${at(parent)}`
        : `'No enum match for: ${JSON.stringify(value)}'${at(issue)}`;
    case "too_big":
      return `'${bound(issue.origin, value, "long", "maximum", issue.maximum)}'${at(issue)}`;
    case "too_small":
      return `'${bound(issue.origin, value, "short", "minimum", issue.minimum)}'${at(issue)}`;
    case "invalid_format":
      return `'Object didn't pass validation for format ${issue.format}: ${String(value)}'${at(issue)}`;
    default:
      return `'${issue.message}'${at(issue)}`;
  }
}

function bound(origin: string, value: unknown, size: string, name: string, limit: number | bigint): string {
  if (origin === "string") return `String is too ${size} (${String(value).length} chars), ${name} ${limit}`;
  if (origin === "array") return `Array is too ${size} (${(value as unknown[]).length}), ${name} ${limit}`;
  return `Value ${String(value)} is ${size === "long" ? "greater" : "less"} than ${name} ${limit}`;
}

/** The body typed by the schema, or the Management API's 400 for its first error. */
export function checked<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body ?? {});
  if (result.success) return result.data;
  const [first] = result.error.issues;
  throw invalidBody(first === undefined ? "'Invalid body'" : sentence(first, body));
}
