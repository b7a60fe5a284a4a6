import { isObject } from "../json.ts";

/** What secrets are called, in the spellings of all resources: too many hidden is better than one shown. */
const secret = /secret|password|passphrase|private|p12|(token|hash|key|credentials)$|^value$/i;

/** A copy for reading: the values of secrets are replaced, their places kept. */
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
 * What a database connection's scripts are given may have any name
 * [authenticate/database-connections/custom-db].
 */
const seals = (parent: string, name: string): boolean => parent === "options" && name === "configuration";
