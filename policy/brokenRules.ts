import type { Violation } from "../preview/Preview.ts";
import type { Declared } from "./Declared.ts";
import { defaultsOf } from "./Rule.ts";
import { rules } from "./rules/index.ts";

/** A rule's values by its name, as Pulumi takes them: an object, or only the enforcement level. */
export type Configuration = Readonly<Record<string, unknown>>;

/** A rule's values as an object; those of `all` are the level of every rule that has none of its own. */
export function valuesOf(configuration: Configuration, id: string): Record<string, unknown> {
  const given = configuration[id];
  return typeof given === "string" ? { enforcementLevel: given } : ((given ?? {}) as Record<string, unknown>);
}

/** The rules that a stack's resources break, as a run of the pack would report them. */
export function brokenRules(all: readonly Declared[], configuration: Configuration): Violation[] {
  return rules.flatMap((rule) => {
    const { enforcementLevel, ...values } = {
      ...defaultsOf(rule),
      ...valuesOf(configuration, "all"),
      ...valuesOf(configuration, rule.id),
    };
    const level = typeof enforcementLevel === "string" ? enforcementLevel : rule.level;
    if (level === "disabled") return [];
    const said = rule.resource
      ? all.flatMap((one) => rule.resource?.(one, values) ?? [])
      : (rule.stack?.(all, values) ?? []);
    return said.map((message) => ({ rule: rule.id, level, message }));
  });
}
