import { printableAdvice } from "../../../findings/words/printable.ts";
import { ruleVerdict } from "../risks/rules.ts";
import type { Risk } from "../risks/RiskRule.ts";
import type { Review } from "../Review.ts";
import { adviceIn } from "../../../findings/words/advice.ts";
import { commandBlock } from "./commandLines.ts";
import { signOf } from "./words.ts";
import { codeSpan, escaped } from "../../../findings/words/markdown.ts";

type Violation = Review["violations"][number];

/** The maximum number of messages per rule. */
const mostOfARule = 2;

/** Whether a risk is exactly what a policy pack rule forbids, so that both say the same. */
export const isSaidBy = ({ rule: { source } }: Risk, { rule }: Violation): boolean =>
  "rule" in source && [source.rule, ...(source.also ?? [])].includes(rule);

/** The broken rules that no risk of the review covers. */
export function violationLines({ violations, risks, stack }: Review): string[] {
  const rest = violations.filter((one) => !risks.some((risk) => isSaidBy(risk, one)));
  return byRule(rest).flatMap((alike) => {
    const more = alike.length - mostOfARule;
    const rule = alike[0]?.rule ?? "";
    // The verdict counts the rule with the same gravity.
    const sign = signOf(ruleVerdict(rule));
    return [
      ...alike
        .slice(0, mostOfARule)
        .flatMap((one) =>
          listed(`- ${sign} ${whatItDoes(one)}:`, printableAdvice(one.message, 600), stack, "  "),
        ),
      ...(more > 0 ? [`- ${sign} ${more} more of rule ${codeSpan(rule)}`] : []),
    ];
  });
}

/** The broken rules that a risk covers: only the consequence and the fix, without repeating the problem. */
export function ruleLines(risk: Risk, { violations, stack }: Review): string[] {
  return byRule(violations.filter((one) => isSaidBy(risk, one))).flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const ways = [...new Set(alike.map(({ message }) => wayOut(printableAdvice(message, 600))))];
    const [way = "", ...others] = ways.slice(0, mostOfARule);
    return [
      ...listed(`  - ${whatItDoes(first)}.`, way, stack, "    "),
      ...others.flatMap((other) => listed("  -", other, stack, "    ")),
    ];
  });
}

const byRule = (violations: readonly Violation[]): Violation[][] => [
  ...Map.groupBy(violations, ({ rule, level, isPending }) =>
    JSON.stringify([rule, level, isPending]),
  ).values(),
];

function whatItDoes({ rule, level, isPending }: Violation): string {
  const stops = level === "mandatory" ? "stops the update" : `is broken (${escaped(level)})`;
  return `Rule ${codeSpan(rule)} ${stops}${isPending ? ", as it does at the base" : ""}`;
}

/** A message has one sentence about the problem and one about the fix. */
const wayOut = (message: string): string => /[.!?] ([A-Z].*)$/s.exec(message)?.[1] ?? message;

function listed(start: string, sentence: string, stack: string, indent: string): string[] {
  const { says, command } = adviceIn(sentence);
  return [
    `${start} ${escaped(says)}`,
    ...(command === undefined ? [] : commandBlock(command, stack, indent)),
  ];
}
