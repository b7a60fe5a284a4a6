import { omit, pick } from "../json.ts";
import type { JsonObject } from "../json.ts";

/** `fields` and `include_fields`: keeps or removes the named members; `always` is kept in any case. */
export function selectFields(
  source: JsonObject,
  query: Record<string, string>,
  always: readonly string[] = [],
): JsonObject {
  const fields = query["fields"];
  if (fields === undefined || fields === "") return source;
  const names = fields.split(",").map((name) => name.trim());
  if (query["include_fields"] === "false")
    return omit(
      source,
      names.filter((name) => !always.includes(name)),
    );
  return pick(source, [...names, ...always]);
}
