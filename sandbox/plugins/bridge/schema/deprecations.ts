import type { Fields } from "./property.ts";
import { isAbsent, isProperties, type Properties } from "./value.ts";

/** A sentence for each deprecated property that the inputs use. */
export function deprecations(fields: Fields, inputs: Properties, path = ""): string[] {
  return Object.entries(fields).flatMap(([name, property]) => {
    const value = inputs[name];
    if (isAbsent(value)) return [];
    const own = property.deprecated
      ? [`property "${path}${name}" is deprecated: ${property.deprecated()}`]
      : [];
    const inner =
      property.kind === "object" && isProperties(value)
        ? deprecations(property.fields, value, `${path}${name}.`)
        : [];
    return [...own, ...inner];
  });
}
