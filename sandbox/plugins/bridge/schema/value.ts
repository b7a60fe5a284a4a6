/** A property value between the engine and the plugin; `null` means unset. */
export type Value = null | string | number | boolean | Value[] | Properties;

/** The properties of a resource, by their Pulumi names. */
export interface Properties {
  [name: string]: Value;
}

/** The engine's marker for a value that is not known before the deployment runs. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** Wraps a value so that the engine encrypts it in state and hides it on screen. */
export function secret(value: Value): Properties {
  return { [signatureKey]: secretSignature, value };
}

/** Whether the value is a wrapped secret. */
export function isSecret(value: Value | undefined): boolean {
  return isProperties(value) && value[signatureKey] === secretSignature;
}

/** Whether the value is an object of named properties. */
export function isProperties(value: Value | undefined): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether the value is unset. */
export function isAbsent(value: Value | undefined): value is null | undefined {
  return value === null || value === undefined;
}

/** Whether Terraform's legacy SDK reads the value as unset: empty, zero or false. */
export function isZero(value: Value | undefined): boolean {
  if (isAbsent(value) || value === unknown) return true;
  if (Array.isArray(value)) return value.length === 0;
  if (isProperties(value)) return Object.keys(value).length === 0;
  return value === "" || value === 0 || value === false;
}

/** Whether the value, or a part of it, is not known yet. */
export function hasUnknown(value: Value): boolean {
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isProperties(value) ? Object.values(value).some(hasUnknown) : value === unknown;
}

/** Unwraps every secret, to compare and to send. */
export function reveal(value: Value): Value {
  if (Array.isArray(value)) return value.map(reveal);
  if (!isProperties(value)) return value;
  if (isSecret(value)) return reveal(value["value"] ?? null);
  return mapProperties(value, reveal);
}

/** Applies `change` to each property. */
export function mapProperties(
  properties: Properties,
  change: (value: Value, name: string) => Value,
): Properties {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, change(value, name)]));
}

/** Deep equality; the order of keys does not matter. */
export function equal(left: Value | undefined, right: Value | undefined): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => equal(item, right[index]));
  }
  if (isProperties(left) && isProperties(right)) {
    const names = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...names].every((name) => equal(left[name], right[name]));
  }
  return (left ?? null) === (right ?? null);
}

/** The value if it is a string, else the empty string. */
export function text(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}
