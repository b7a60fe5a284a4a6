import { isObject } from "../json.ts";

/** Names of secrets, in the spellings of all resources: hiding too much is better than showing one. */
const secret = /secret|password|passphrase|private|p12|(token|hash|key|credentials)$|^value$/i;

/** A readable copy: the values of secrets are replaced, their positions kept. */
export function redacted(value: unknown, name = "", isSealed = false): unknown {
  if (Array.isArray(value)) return value.map((item) => redacted(item, name, isSealed));
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, redacted(item, key, isSealed || seals(name, key))]),
    );
  }
  const isHidden = isSealed || secret.test(name);
  return typeof value === "string" && value !== "" && isHidden ? "[REDACTED]" : value;
}

/**
 * The variables of a database connection's scripts may have any name
 * [authenticate/database-connections/custom-db].
 */
const seals = (parent: string, name: string): boolean => parent === "options" && name === "configuration";
