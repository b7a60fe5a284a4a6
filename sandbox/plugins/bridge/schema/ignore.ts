import { isProperties, type Properties, type Value } from "./value.ts";

/**
 * The plan with the state's value at each ignored path, such as `policy`, `phone.enabled` or `callbacks[0]`.
 */
export function ignoreChanges(planned: Properties, prior: Properties, paths: readonly string[]): Properties {
  return paths.reduce<Value>((result, path) => restore(result, prior, segments(path)), planned) as Properties;
}

function segments(path: string): string[] {
  return path.split(/[.[\]"]+/).filter((segment) => segment !== "");
}

function restore(planned: Value, prior: Value, [first, ...rest]: string[]): Value {
  if (first === undefined) return prior;
  if (isProperties(planned)) {
    const before = isProperties(prior) ? (prior[first] ?? null) : null;
    return { ...planned, [first]: restore(planned[first] ?? null, before, rest) };
  }
  if (!Array.isArray(planned)) return planned;
  return planned.map((item, index) => {
    const before = Array.isArray(prior) ? (prior[index] ?? null) : null;
    return String(index) === first ? restore(item, before, rest) : item;
  });
}
