import type { EnforcementLevel } from "@pulumi/policy";
import type { Declared } from "./Declared.ts";

/** A value of a rule's configuration, as JSON Schema has it. */
export interface Setting<Value> {
  type: "array" | "boolean" | "integer" | "string";
  items?: { type: "string" };
  minimum?: number;
  description: string;
  default: Value;
}

/** One rule of the pack. Its checks are pure: what is declared in, a sentence for each violation out. */
export interface Rule<Configuration extends object = object> {
  /** Kebab-case; how configuration and reports call it. */
  id: string;
  /** What the rule wishes, in one sentence. */
  description: string;
  level: EnforcementLevel;
  /** Each value that can be set in policy/configuration.json, with its default. */
  configuration: { [Key in keyof Configuration]: Setting<Configuration[Key]> };
  /**
   * Looks at one resource, before anything is done about it. Each sentence says what is wrong and the way
   * out.
   */
  resource?: (declared: Declared, configuration: Configuration) => string[];
  /** Looks at all that the stack will have. In an `up` without a preview it comes after the changes. */
  stack?: (all: readonly Declared[], configuration: Configuration) => string[];
}

/** Keeps a rule's configuration typed where it is written; in the list of rules they are all alike. */
export function rule<Configuration extends object>(own: Rule<Configuration>): Rule {
  return own as unknown as Rule;
}

/** What holds where nothing is configured. */
export function defaultsOf({ configuration }: Rule): Record<string, unknown> {
  const settings = Object.entries(configuration as Record<string, Setting<unknown>>);
  return Object.fromEntries(settings.map(([key, setting]) => [key, setting.default]));
}

/** A list of texts as configuration. */
export function listOf(description: string, ...values: string[]): Setting<string[]> {
  return { type: "array", items: { type: "string" }, description, default: values };
}

/** The stacks that users depend on. */
export const production = listOf("The stacks whose users are real.", "prod");

/** URNs of what the stack's state holds. The npm commands and workflows fill it in. */
export const recorded = listOf("What the state holds, by URN. Filled in by the npm commands.");
