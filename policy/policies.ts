import type { Policies } from "@pulumi/policy";
import { declaredFrom } from "./Declared.ts";
import { defaultsOf } from "./Rule.ts";
import type { Rule, Setting } from "./Rule.ts";
import { rules } from "./rules/index.ts";

/** The rules in the SDK's form, for one run of the engine. */
export function policies(): Policies {
  // What the program has declared in this run. A stack policy also receives what is about to be deleted, if the
  // run refreshed it (engine 3.259).
  const declared = new Set<string>();
  return rules.map((rule) => policyOf(rule, declared));
}

/** A rule in the SDK's form. */
function policyOf(rule: Rule, declared: Set<string>): Policies[number] {
  const { id, description, level, configuration, resource, stack } = rule;
  const defaults = defaultsOf(rule);
  // The SDK omits values that are not set.
  const configured = (args: { getConfig(): object }) => ({
    ...defaults,
    ...args.getConfig(),
  });
  const shared = {
    name: id,
    description,
    enforcementLevel: level,
    configSchema: { properties: configuration as Record<string, Setting<string>> },
  };
  if (resource) {
    return {
      ...shared,
      validateResource(args, report) {
        declared.add(args.urn);
        for (const violation of resource(declaredFrom(args), configured(args))) report(violation);
      },
    };
  }
  return {
    ...shared,
    validateStack(args, report) {
      const all = args.resources.filter(({ urn }) => declared.has(urn)).map(declaredFrom);
      for (const violation of stack?.(all, configured(args)) ?? []) report(violation);
    },
  };
}
