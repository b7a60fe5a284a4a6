import type { Comparison } from "../../../findings/Comparison.ts";
import { codeBlock, codeSpan, escaped } from "../../../findings/words/markdown.ts";
import { readable } from "../../../mfa/phoneNumbers.ts";
import { differencesIn, effort, ownFixOf, noteOf, remedyOf, titleOf, verdict } from "./DriftReport.ts";
import type { DriftReport } from "./DriftReport.ts";

/** The report for a pull request, an issue or a job's summary. */
export function markdown(report: DriftReport): string {
  const { label, command } = remedyOf(report);
  return `${[
    `### ${escaped(verdict(report))}`,
    differencesIn(report).map(item).join("\n"),
    command === undefined ? "" : `**${label}:**\n\n${codeBlock([command], "sh")}`,
    ...report.notes.map(escaped),
    `<sub>${effort(report)}</sub>`,
  ]
    .filter((section) => section !== "")
    .join("\n\n")}\n`;
}

/** A difference, with both values below each other. */
function item(difference: Comparison): string {
  const [note, fix] = [noteOf(difference), ownFixOf(difference)];
  const details = [
    `declared: ${codeSpan(readable(difference.declared))}`,
    `actual: ${codeSpan(readable(difference.actual))}`,
    ...(note === "" ? [] : [escaped(note)]),
    ...(fix === "" ? [] : [`Fix: ${escaped(fix)}`]),
  ];
  return [`- ✗ ${escaped(titleOf(difference))}`, ...details.map((detail) => `  - ${detail}`)].join("\n");
}
