import type { Verdict } from "./Verdict.ts";

/** The verdict for each broken rule of the policy pack. An unlisted rule needs attention. */
export const ruleVerdicts: Readonly<Record<string, Verdict>> = {
  "https-urls": "weakens security",
  "usable-urls": "may lock users out",
  "no-wildcards": "weakens security",
  "no-loopback-in-production": "weakens security",
  "always-in-production": "weakens security",
  "policy-not-lowered": "weakens security",
  "policy-not-removed": "weakens security",
  "factor-on-while-required": "may lock users out",
  "sender-covers-delivery": "may lock users out",
  "templates-hold-code": "may lock users out",
  "no-plain-secrets": "weakens security",
  "no-secrets-in-actions": "weakens security",
  "action-within-limits": "needs attention",
  "protected-in-production": "needs attention",
  "no-purchases": "needs attention",
  "delete-budget": "needs attention",
  "never-delete": "may lock users out",
};

export const ruleVerdict = (rule: string): Verdict =>
  Object.hasOwn(ruleVerdicts, rule) ? (ruleVerdicts[rule] ?? "needs attention") : "needs attention";
