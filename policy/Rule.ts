import type { EnforcementLevel } from "@pulumi/policy";
import type { Declared } from "./Declared.ts";

/** A value of a rule's configuration, in JSON Schema. */
export interface Setting<Value> {
  type: "array" | "boolean" | "integer" | "string";
  items?: { type: "string" };
  minimum?: number;
  description: string;
  default: Value;
}

/**
 * One rule of the pack. Its checks are pure functions: they take what is declared and return a sentence for
 * each violation.
 */
export interface Rule<Configuration extends object = object> {
  /** In kebab-case, as configuration and reports name it. */
  id: string;
  /** What the rule requires, in one sentence. */
  description: string;
  level: EnforcementLevel;
  /** Each value that can be set in policy/configuration.json, with its default. */
  configuration: { [Key in keyof Configuration]: Setting<Configuration[Key]> };
  /** Checks one resource before it is changed. Each sentence says what is wrong and how to fix it. */
  resource?: (declared: Declared, configuration: Configuration) => string[];
  /** Checks everything that the stack will have. In an `up` without a preview, it runs after the changes. */
  stack?: (all: readonly Declared[], configuration: Configuration) => string[];
}

/** Keeps a rule's configuration typed in its own file; in the list of rules, all rules have the same type. */
export function rule<Configuration extends object>(own: Rule<Configuration>): Rule {
  return own as unknown as Rule;
}

/** The defaults. */
export function defaultsOf({ configuration }: Rule): Record<string, unknown> {
  const settings = Object.entries(configuration as Record<string, Setting<unknown>>);
  return Object.fromEntries(settings.map(([key, setting]) => [key, setting.default]));
}

/** A configured list of strings. */
export function listOf(description: string, ...values: string[]): Setting<string[]> {
  return { type: "array", items: { type: "string" }, description, default: values };
}

/** The stacks that users depend on. */
export const production = listOf("The production stacks.", "prod");

/** URNs of the resources in the stack's state. The npm commands and the workflows fill it in. */
export const recorded = listOf("The resources in the state, by URN. Filled in by the npm commands.");
