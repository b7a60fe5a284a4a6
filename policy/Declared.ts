import { stackOf } from "../configuration/stackOf.ts";
import { kindOf } from "../mfa/kindOf.ts";
/** A resource as a rule sees it. */
export interface Declared {
  /** The last part of its type: `Client`, `Guardian`. */
  kind: string;
  name: string;
  urn: string;
  stack: string;
  /** Plain values, including secrets. Values that a preview can't know are omitted. */
  properties: Readonly<Record<string, unknown>>;
  protect: boolean;
  /** The properties whose changes the program ignores. */
  ignored: readonly string[];
}

/** The properties of a resource that a pack receives. */
interface Given {
  urn: string;
  name: string;
  type: string;
  props: Record<string, unknown>;
  opts: { protect: boolean; ignoreChanges?: readonly string[] };
}

export function declaredFrom({ urn, name, type, props, opts }: Given): Declared {
  return {
    kind: kindOf(type),
    name,
    urn,
    stack: stackOf(urn),
    properties: known(props) as Record<string, unknown>,
    protect: opts.protect,
    ignored: opts.ignoreChanges ?? [],
  };
}

/** The kind of a resource, from its URN, as in `…$auth0:index/client:Client::spa`. */
export function kindAndName(urn: string): { kind: string; name: string } {
  const [, , types = "", name = ""] = urn.split("::");
  return { kind: kindOf(types.split("$").at(-1) ?? ""), name };
}

/** A copy without the values that a preview can't know: the SDK throws when such a value is read. */
function known(value: unknown): unknown {
  // Not with `map`, which reads each item.
  if (Array.isArray(value))
    return Array.from({ length: value.length }, (_, index) => known(ifKnown(() => value[index] as unknown)));
  if (typeof value !== "object" || value === null) return value;
  const object = value as Record<string, unknown>;
  return Object.fromEntries(Object.keys(object).map((key) => [key, known(ifKnown(() => object[key]))]));
}

function ifKnown(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && /can't be known during preview$/.test(error.message)) return undefined;
    throw error;
  }
}

/** A property by its path; `undefined` if there is none. */
export function at({ properties }: Declared, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined,
    properties,
  );
}

/** A list of strings by its path; empty if there is none. */
export function textsAt(declared: Declared, ...path: string[]): string[] {
  const value = at(declared, ...path);
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/** A string by its path; empty if there is none. */
export function textAt(declared: Declared, ...path: string[]): string {
  const value = at(declared, ...path);
  return typeof value === "string" ? value : "";
}
