import { diffSequences, type Kind } from "./sequences.ts";
import { itemFields, type Fields, type Property } from "./property.ts";
import { itemKey } from "./sets.ts";
import { equal, isAbsent, isProperties, unknown, type Properties, type Value } from "./value.ts";

export type { Kind } from "./sequences.ts";

/** What changes at one path, and whether that requires a replacement. */
export interface Change {
  kind: Kind;
  replaces: boolean;
}

/** Changes by property path, such as `secrets[1].value`. */
export type Changes = Map<string, Change>;

/** Compares the state with the plan, path by path. `inputs` give the items of a set their index. */
export function diff(fields: Fields, prior: Properties, planned: Properties, inputs: Properties): Changes {
  const changes: Changes = new Map();
  diffFields(fields, "", prior, planned, inputs, changes);
  return changes;
}

function diffFields(
  fields: Fields,
  path: string,
  old: Properties,
  next: Properties,
  inputs: Value | undefined,
  changes: Changes,
): void {
  for (const [name, property] of Object.entries(fields)) {
    const given = isProperties(inputs) ? inputs[name] : undefined;
    diffProperty(property, join(path, name), old[name], next[name], given, changes);
  }
}

function diffProperty(
  property: Property,
  path: string,
  old: Value | undefined,
  next: Value | undefined,
  inputs: Value | undefined,
  changes: Changes,
): void {
  const add = (at: string, kind: Kind): void => {
    changes.set(at, { kind, replaces: property.forceNew ?? false });
  };
  if (isMissing(old) && isMissing(next)) return;
  if (isMissing(old)) add(path, "ADD");
  else if (isMissing(next)) add(path, "DELETE");
  else if (next === unknown) add(path, "UPDATE");
  else if (property.kind === "object" && isProperties(old) && isProperties(next)) {
    diffFields(property.fields, path, old, next, inputs, changes);
  } else if (property.kind === "map" && isProperties(old) && isProperties(next)) {
    diffMap(path, old, next, add);
  } else if (Array.isArray(old) && Array.isArray(next)) {
    if (property.kind === "set") diffSet(property, path, old, next, inputs, changes);
    else diffList(property, path, old, next, inputs, changes, add);
  } else if (!equal(old, next)) add(path, "UPDATE");
}

function diffMap(
  path: string,
  old: Properties,
  next: Properties,
  add: (at: string, kind: Kind) => void,
): void {
  for (const key of new Set([...Object.keys(old), ...Object.keys(next)])) {
    if (equal(old[key], next[key])) continue;
    add(join(path, key), isAbsent(old[key]) ? "ADD" : isAbsent(next[key]) ? "DELETE" : "UPDATE");
  }
}

function diffList(
  property: Property,
  path: string,
  old: Value[],
  next: Value[],
  inputs: Value | undefined,
  changes: Changes,
  add: (at: string, kind: Kind) => void,
): void {
  const fields = itemFields(property);
  if (!fields) {
    for (const [index, kind] of diffSequences(old, next, equal)) add(`${path}[${index}]`, kind);
    return;
  }
  for (let index = 0; index < Math.max(old.length, next.length); index++) {
    const given = Array.isArray(inputs) ? inputs[index] : undefined;
    diffItem(property, fields, `${path}[${index}]`, old[index], next[index], given, changes);
  }
}

/** An item has its index from the program, although Terraform stores sets in its own order. */
function diffSet(
  property: Property,
  path: string,
  old: Value[],
  next: Value[],
  inputs: Value | undefined,
  changes: Changes,
): void {
  const key = (item: Value): string => itemKey(item, property);
  const oldKeys = old.map(key);
  const nextKeys = next.map(key);
  const removed = [...old.keys()].filter((index) => !nextKeys.includes(oldKeys[index] ?? ""));
  const added = [...next.keys()].filter((index) => !oldKeys.includes(nextKeys[index] ?? ""));
  const matched = matchToInputs(property, added, next, Array.isArray(inputs) ? inputs : []);
  if (removed.length === 0 && added.length === 0) return;
  if (matched?.size !== added.length) {
    changes.set(path, { kind: "UPDATE", replaces: property.forceNew ?? false });
    return;
  }
  for (const index of new Set([...removed, ...matched.keys()])) {
    const before = removed.includes(index) ? old[index] : undefined;
    const after = matched.has(index) ? next[matched.get(index) ?? 0] : undefined;
    diffItem(property, itemFields(property), `${path}[${index}]`, before, after, undefined, changes);
  }
}

/** For each added item of the plan, the index of the input it came from. */
function matchToInputs(
  property: Property,
  added: number[],
  next: Value[],
  inputs: Value[],
): Map<number, number> | undefined {
  if (inputs.length < next.length) return undefined;
  const matched = new Map<number, number>();
  for (const index of added) {
    const from = inputs.findIndex((input, at) => !matched.has(at) && comesFrom(property, input, next[index]));
    if (from >= 0) matched.set(from, index);
  }
  return matched;
}

function comesFrom(property: Property, input: Value, item: Value | undefined): boolean {
  const fields = itemFields(property);
  if (!fields || !isProperties(input) || !isProperties(item)) return equal(input, item);
  return Object.keys(fields).every((name) => isAbsent(input[name]) || equal(input[name], item[name]));
}

function diffItem(
  property: Property,
  fields: Fields | undefined,
  path: string,
  old: Value | undefined,
  next: Value | undefined,
  inputs: Value | undefined,
  changes: Changes,
): void {
  const item: Property = fields ? { kind: "object", fields } : { kind: "string" };
  if (property.forceNew) item.forceNew = true;
  diffProperty(item, path, old, next, inputs, changes);
}

function join(path: string, name: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `${path}["${name.replaceAll('"', '\\"')}"]`;
  return path === "" ? name : `${path}.${name}`;
}

/** An empty list counts as no list: the first item adds it, and removing the last one deletes it. */
function isMissing(value: Value | undefined): boolean {
  return isAbsent(value) || (Array.isArray(value) && value.length === 0);
}
