/** JSON as it crosses the wire. */
export interface JsonObject {
  [key: string]: unknown;
}

/** True for a JSON object: neither null nor an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A copy that shares nothing with its source. */
export function copy<T>(value: T): T {
  return structuredClone(value);
}

/** The object without its null and undefined members, all the way down. */
export function withoutNulls(source: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(source)) {
    if (value === null || value === undefined) continue;
    result[key] = isObject(value) ? withoutNulls(value) : value;
  }
  return result;
}

/** Merges a PATCH body: objects merge, everything else replaces, null removes the member. */
export function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const result: JsonObject = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    const before = result[key];
    // oxlint-disable-next-line typescript/no-dynamic-delete -- a merge patch removes members by name
    if (value === null) delete result[key];
    else if (isObject(value))
      result[key] = isObject(before) ? mergePatch(before, value) : withoutNulls(value);
    else result[key] = value;
  }
  return result;
}

/** The named members only, in the object's own order. */
export function pick(source: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(source).filter(([name]) => names.includes(name)));
}

/** All except the named members. */
export function omit(source: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(source).filter(([name]) => !names.includes(name)));
}

/** Replaces an object's members by another's, so that its holders see the change. */
export function replaceMembers(target: JsonObject, source: JsonObject): void {
  // oxlint-disable-next-line typescript/no-dynamic-delete -- members that are gone go by name
  for (const name of Object.keys(target)) if (!(name in source)) delete target[name];
  Object.assign(target, source);
}

/** The value if it is a string, else `undefined`. */
export const textOr = (value: unknown, otherwise: string): string =>
  typeof value === "string" ? value : otherwise;
