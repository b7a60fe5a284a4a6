import { createHash } from "node:crypto";
import { coerce } from "./coerce.ts";
import { defaultsKey } from "./inputs.ts";
import { itemFields, type Fields, type Property } from "./property.ts";
import { isAbsent, isProperties, isZero, reveal, unknown, type Properties, type Value } from "./value.ts";
import { validate } from "./validate.ts";

export interface Checked {
  inputs: Properties;
  /** The problems with the inputs, in the official provider's words. */
  failures: string[];
}

/** What Check needs to know about the resource besides its inputs. */
export interface Subject {
  name: string;
  /** The engine's seed for random names. */
  seed: string;
  olds: Properties;
}

/** Fills in Pulumi's own defaults, records their names in `__defaults`, and validates. */
export function check(fields: Fields, news: Properties, subject: Subject): Checked {
  const given = reveal(news) as Properties;
  const inputs = checkFields(fields, given);
  const noted = inputs[defaultsKey];
  const defaults = Object.entries(fields).flatMap(([name, property]) => {
    const value = isAbsent(given[name]) ? defaultOf(name, property, subject) : undefined;
    if (value === undefined) return [];
    inputs[name] = value;
    return [name];
  });
  inputs[defaultsKey] = [...(Array.isArray(noted) ? noted : []), ...defaults].sort();
  return { inputs, failures: validate(fields, inputs, subject.name) };
}

function checkFields(fields: Fields, given: Properties): Properties {
  const inputs: Properties = { [defaultsKey]: [] };
  for (const [name, value] of Object.entries(given)) {
    if (isAbsent(value) || name === defaultsKey) continue;
    const property = fields[name];
    inputs[name] = property ? checkProperty(property, value) : value;
  }
  // A default that is zero is left to the plan.
  for (const [name, property] of Object.entries(fields)) {
    if (isZero(property.default) || !isAbsent(given[name])) continue;
    inputs[name] = property.default ?? null;
    inputs[defaultsKey] = [...(inputs[defaultsKey] as Value[]), name].sort();
  }
  return inputs;
}

function checkProperty(property: Property, value: Value): Value {
  if (value === unknown) return value;
  if (property.kind === "object" && isProperties(value)) return checkFields(property.fields, value);
  const fields = itemFields(property);
  if (fields && Array.isArray(value)) {
    return value.map((item) => (isProperties(item) ? checkFields(fields, item) : item));
  }
  return coerce(property, value);
}

function defaultOf(name: string, property: Property, subject: Subject): Value | undefined {
  if (property.inputDefault !== undefined) return property.inputDefault;
  if (!property.autoname) return undefined;
  const before = subject.olds[defaultsKey];
  const kept = Array.isArray(before) && before.includes(name) ? subject.olds[name] : undefined;
  return isAbsent(kept) ? randomName(subject) : kept;
}

function randomName({ name, seed }: Subject): string {
  const digits = createHash("sha256").update(`${seed}${name}`).digest("hex").slice(0, 7);
  return `${name}-${digits}`;
}
