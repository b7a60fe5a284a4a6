import type { Comparison } from "../../../findings/Comparison.ts";
import { differencesIn, effort, ownFixOf, noteOf, remedyOf, titleOf, verdict } from "./DriftReport.ts";
import type { DriftReport } from "./DriftReport.ts";
import { readable } from "../../../mfa/phoneNumbers.ts";
import { oneLine } from "../../../mfa/oneLine.ts";

const labels = ["declared", "actual", "note", "fix"] as const;

/** The report for a terminal. */
export function plain(report: DriftReport): string {
  const { label, command } = remedyOf(report);
  return [
    verdict(report),
    ...differencesIn(report).map(block),
    ...(command === undefined ? [] : [`${label}: ${command}`]),
    ...report.notes.map((note) => oneLine(note)),
    effort(report),
  ].join("\n\n");
}

function block(difference: Comparison): string {
  const [declared, actual] = [readable(difference.declared), readable(difference.actual)];
  const values = { declared, actual, note: noteOf(difference), fix: ownFixOf(difference) };
  const lines = labels
    .filter((label) => values[label] !== "")
    .map((label) => `  ${label.padEnd(9)} ${oneLine(values[label], label === "fix" ? Infinity : 300)}`);
  return [`✗ ${titleOf(difference)}`, ...lines].join("\n");
}
