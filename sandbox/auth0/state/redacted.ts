import { isObject } from "../json.ts";

const secret =
  /secret|password|token$|auth_token|private|hash|skey|_key$|credentials$|^value$|^configuration$/i;
const structures = new Set(["secrets", "credentials", "configuration"]);

/** A copy for reading: the values of secrets are replaced, their places kept. */
export function redacted(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => redacted(item, name));
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redacted(item, key)]));
  if (typeof value === "string" && value !== "" && secret.test(name) && !structures.has(name))
    return "[REDACTED]";
  return value;
}
