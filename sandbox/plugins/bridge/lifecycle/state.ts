import type { Resource } from "./resource.ts";
import { itemFields, type Fields } from "../schema/property.ts";
import { rawStateDelta } from "../schema/rawState.ts";
import { markSecrets } from "../schema/secrets.ts";
import { withoutUnknowns } from "../schema/state.ts";
import {
  hasUnknown,
  isAbsent,
  isProperties,
  mapProperties,
  reveal,
  unknown,
  type Properties,
  type Value,
} from "../schema/value.ts";

/**
 * The bridge's own keys: what properties can't express, such as the timeouts of an Action, and how Terraform
 * stores it.
 */
const metaKey = "__meta";
const rawStateKey = "__pulumi_raw_state_delta";
const timeoutsKey = "e2bfb730-ecaa-11e6-8f88-34363bc7c4c0";

/** The origin of a state, which the bridge's own key shows. */
type Origin = "planned" | "kept" | "imported";

/** The resource's properties in a state that the engine sent, without its id and the bridge's own keys. */
export function fromState(fields: Fields, state: Properties): Properties {
  const known = Object.entries(reveal(state) as Properties).filter(([name]) => name in fields);
  return { ...blank(fields), ...Object.fromEntries(known) };
}

/** A state for the engine: each property, the id, and marked secrets. */
export function toState(
  { fields, createTimeout }: Resource,
  id: string,
  properties: Properties,
  origin: Origin = "kept",
): Properties {
  const meta = createTimeout === undefined ? {} : { [metaKey]: metaOf(createTimeout, origin) };
  const all = { ...blank(fields), ...properties };
  // Not in a preview with unknown values.
  const raw = hasUnknown([id, all]) ? {} : { [rawStateKey]: rawStateDelta(fields, all) };
  return { ...markSecrets(fields, all), id, ...meta, ...raw };
}

function metaOf(create: number, origin: Origin): string {
  return JSON.stringify({
    ...(origin === "planned" ? { _new_extra_shim: {} } : {}),
    [timeoutsKey]: { create },
    ...(origin === "imported" ? { schema_version: "0" } : {}),
  });
}

/** Unset values: lists of blocks are empty, everything else is null. */
export function blank(fields: Fields): Properties {
  return Object.fromEntries(
    Object.entries(fields).map(([name, property]) => [
      name,
      itemFields(property) && !property.computed && !property.output ? [] : null,
    ]),
  );
}

/**
 * What stays in the state after a call failed halfway: the wanted values, although the server may have none
 * of them. The next deployment then sees no difference. Terraform's legacy SDK does this too.
 */
export function wantedState(fields: Fields, planned: Properties): Properties {
  return mapProperties(withoutUnknowns(planned), (value, name) => {
    const property = fields[name];
    if (property?.kind === "set" && isAbsent(value) && planned[name] === unknown) return [];
    if (property?.kind !== "object" || !isProperties(value)) return value;
    return zeroFilled(property.fields, value);
  });
}

/** Inside an object, the SDK writes zero for unset values. */
function zeroFilled(fields: Fields, properties: Properties): Properties {
  return mapProperties(properties, (value, name) => {
    const property = fields[name];
    if (property?.kind === "object" && isProperties(value)) return zeroFilled(property.fields, value);
    return isAbsent(value) && property ? zeroOf(property.kind) : value;
  });
}

function zeroOf(kind: string): Value {
  return kind === "string" ? "" : kind === "bool" ? false : kind === "int" ? 0 : null;
}
