/** The attributes of a property of any type. */
interface Traits {
  required?: true;
  /** The server chooses a value if the program does not. */
  computed?: true;
  /** Only ever an output. */
  output?: true;
  sensitive?: true;
  /** Why it is deprecated; shown to programs that use it. */
  deprecated?: () => string;
  /** The official plugin supports it, this one does not: its use is rejected. */
  unsupported?: true;
  /** Sent to the server, never kept in state. */
  writeOnly?: true;
  /** A change replaces the resource. */
  forceNew?: true;
  /** The value that the plan fills in. */
  default?: string | number | boolean;
  /**
   * The value that only the plan fills in: a bridge that reads the schema from a running provider sees no
   * defaults.
   */
  plannedDefault?: string | number | boolean;
  /** A value in the state that counts as unset. */
  suppressed?: string;
  /** The value that Pulumi, not the provider, puts into the inputs. */
  inputDefault?: string;
  /** The resource's name plus random characters, if the program sets none. */
  autoname?: true;
  oneOf?: readonly string[];
  notEmpty?: true;
  minItems?: number;
  /** Terraform paths, as its messages name them. */
  requiredWith?: readonly string[];
  conflictsWith?: readonly string[];
  /** Terraform's name, if it is not the Pulumi name in snake case. */
  terraform?: string;
  /** The Management API's name, if it is not Terraform's. */
  api?: string;
}

export type Scalar = "string" | "bool" | "int";

export type Property = Traits &
  (
    | { kind: Scalar }
    | { kind: "list" | "set"; of: Fields | "string" | "map" }
    | { kind: "map" }
    /** A Terraform block of at most one item, which Pulumi shows as an object. */
    | { kind: "object"; fields: Fields; needsOne?: true }
  );

/** The properties of a resource or of an object, by their Pulumi names. */
export interface Fields {
  readonly [name: string]: Property;
}

/** The property's name in Terraform, which messages and the Management API use. */
export function terraformName(name: string, property: Property): string {
  return property.terraform ?? snakeCase(name);
}

/** Terraform's name for a Pulumi one, by the usual rule. */
export const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The property's name in the Management API's JSON. */
export function apiName(name: string, property: Property): string {
  return property.api ?? terraformName(name, property);
}

/** The fields of each item, if the items are objects. */
export function itemFields(property: Property): Fields | undefined {
  if (property.kind !== "list" && property.kind !== "set") return undefined;
  return typeof property.of === "object" ? property.of : undefined;
}

/** Short forms that make a resource's table readable. */
export const string = (traits: Traits = {}): Property => ({ kind: "string", ...traits });
export const bool = (traits: Traits = {}): Property => ({ kind: "bool", ...traits });
export const int = (traits: Traits = {}): Property => ({ kind: "int", ...traits });
export const map = (traits: Traits = {}): Property => ({ kind: "map", ...traits });
export const strings = (traits: Traits = {}): Property => ({ kind: "list", of: "string", ...traits });
export const stringSet = (traits: Traits = {}): Property => ({ kind: "set", of: "string", ...traits });
export const list = (of: Fields, traits: Traits = {}): Property => ({ kind: "list", of, ...traits });
export const set = (of: Fields, traits: Traits = {}): Property => ({ kind: "set", of, ...traits });
export const object = (fields: Fields, traits: Traits = {}): Property => ({
  kind: "object",
  fields,
  ...traits,
});
