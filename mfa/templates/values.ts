import type { Literal, TestedVariable } from "./testedVariables.ts";

/** A variable's value in one rendering; `undefined` if it is not set. */
export type Value = Literal | undefined;

/** A variable and all its values. */
export interface Variable {
  path: readonly string[];
  values: readonly Value[];
}

/**
 * The values that a template can tell apart: each one that it names, another one, and none. A number also has
 * its neighbors.
 */
export function valuesOf({ path, literals }: TestedVariable): Variable {
  const named = [...literals].flatMap((one): Value[] =>
    typeof one === "number" ? [one, one - 1, one + 1] : [one],
  );
  return { path, values: [...new Set([otherThan(path, literals), undefined, ...named])] };
}

/** Locales in Auth0's form, and strings [customize/internationalization-and-localization]. */
const locales = ["en", "es", "de", "fr-FR", "pt-BR", "it", "ja", "zh-CN"];
const texts = ["Example", "Another", "Something"];

/** A value that neither equals nor contains any of the literals. */
function otherThan(path: readonly string[], literals: ReadonlySet<Literal>): Value {
  const isLanguage = path[0] === "locale" || path[0] === "requestInfo";
  const named = [...literals].map(String).filter((text) => text !== "");
  const isOther = (text: string): boolean => !named.some((one) => text.includes(one));
  return (isLanguage ? [...locales, ...texts] : texts).find(isOther) ?? "?";
}

/** All combinations of one value per variable, by index. */
export function* combinations(variables: readonly Variable[]): Generator<number[]> {
  const [first, ...rest] = variables;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const index of first.values.keys()) for (const more of combinations(rest)) yield [index, ...more];
}

/** `locale is "en"`, `user.name is not set`. */
export function describeValue({ path, values }: Variable, index: number): string {
  const value = values[index];
  return `${path.join(".")} is ${value === undefined ? "not set" : JSON.stringify(value)}`;
}

/** The variables as a template sees them. */
export function scopeOf(variables: readonly Variable[], indexes: readonly number[]): Record<string, unknown> {
  const scope = holder();
  for (const [at, { path, values }] of variables.entries()) put(scope, path, values[indexes[at] ?? 0]);
  return scope;
}

/** A value below a variable takes precedence over the variable's own value: `user.name` over `user`. */
function put(scope: Record<string, unknown>, path: readonly string[], value: Value): void {
  const [name = "", ...rest] = path;
  const held = scope[name];
  const isHolder = typeof held === "object" && held !== null;
  if (rest.length === 0) {
    if (!isHolder) scope[name] = value;
    return;
  }
  if (value === undefined && !isHolder) return;
  const below = isHolder ? (held as Record<string, unknown>) : holder();
  scope[name] = below;
  put(below, rest, value);
}

/** Without a prototype: a path may be `__proto__.x`. */
const holder = (): Record<string, unknown> => Object.create(null) as Record<string, unknown>;
