import { pairItems } from "./pairing.ts";
import { itemFields, type Fields, type Property } from "./property.ts";
import { equal, isAbsent, isProperties, isZero, type Properties, type Value } from "./value.ts";

/** The key under which the inputs list the names filled in by defaults. */
export const defaultsKey = "__defaults";

/** The inputs without the engine's and the bridge's own keys. */
export function withoutDefaults(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (!isProperties(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) =>
      name === defaultsKey ? [] : [[name, withoutDefaults(item)] as const],
    ),
  );
}

/** After a refresh: the old inputs, each with the server's present value. Nothing is added. */
export function refreshInputs(fields: Fields, old: Properties, state: Properties): Properties {
  const entries = Object.entries(old).flatMap(([name, value]) =>
    name in state && name !== defaultsKey
      ? [[name, refreshValue(fields[name], value, state[name] ?? null)] as const]
      : [],
  );
  const defaults = old[defaultsKey];
  const kept = Array.isArray(defaults)
    ? defaults.filter((name) => typeof name === "string" && equal(old[name], state[name]))
    : [];
  return { ...Object.fromEntries(entries), ...(kept.length > 0 ? { [defaultsKey]: kept } : {}) };
}

function refreshValue(property: Property | undefined, old: Value, state: Value): Value {
  if (Array.isArray(old) && Array.isArray(state)) return refreshItems(property, old, state);
  if (!isProperties(old) || !isProperties(state)) return state;
  return refreshInputs(property?.kind === "object" ? property.fields : {}, old, state);
}

function refreshItems(property: Property | undefined, old: Value[], state: Value[]): Value[] {
  const fields = property && itemFields(property);
  return pairItems(property, old, state).map(([item, now]) =>
    fields && isProperties(item) && isProperties(now) ? refreshInputs(fields, item, now) : now,
  );
}

/** After an import: each input property that is required or is neither its default nor zero. */
export function importInputs(fields: Fields, state: Properties): Properties {
  const inputs: Properties = {};
  for (const [name, value] of Object.entries(state)) {
    const property = fields[name];
    if (!property || property.output) continue;
    const given = importValue(property, value);
    const initial = property.default ?? property.plannedDefault;
    const worthless = initial === undefined ? isEmpty(given) : given === initial;
    if (property.required || !worthless) inputs[name] = given;
  }
  return { ...inputs, [defaultsKey]: [] };
}

function importValue(property: Property, value: Value): Value {
  if (property.kind === "object" && isProperties(value)) return importInputs(property.fields, value);
  const fields = itemFields(property);
  if (Array.isArray(value) && fields) {
    return value.map((item) => (isProperties(item) ? importInputs(fields, item) : item));
  }
  return property.kind === "map" && isProperties(value) ? { ...value, [defaultsKey]: [] } : value;
}

function isEmpty(value: Value): boolean {
  if (isAbsent(value) || !isProperties(value)) return isZero(value);
  return Object.keys(value).every((name) => name === defaultsKey);
}
