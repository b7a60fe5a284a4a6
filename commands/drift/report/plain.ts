import type { Comparison } from "../../../findings/Comparison.ts";
import { differencesIn, effort, fixOf, noteOf, verdict } from "./DriftReport.ts";
import type { DriftReport } from "./DriftReport.ts";
import { readable } from "../../../mfa/phoneNumbers.ts";
import { oneLine } from "../../../findings/words/oneLine.ts";

const labels = ["declared", "actual", "note", "fix"] as const;

/** The report for a terminal. */
export function plain(report: DriftReport): string {
  const blocks = differencesIn(report).map((difference) => block(difference, report));
  return [verdict(report), ...blocks, ...report.notes.map((note) => oneLine(note)), effort(report)].join(
    "\n\n",
  );
}

function block(difference: Comparison, report: DriftReport): string {
  const { part, setting } = difference;
  const [declared, actual] = [readable(difference.declared), readable(difference.actual)];
  const values = { declared, actual, note: noteOf(difference), fix: fixOf(difference, report) };
  const lines = labels
    .filter((label) => values[label] !== "")
    .map((label) => `  ${label.padEnd(9)} ${oneLine(values[label])}`);
  return [`✗ ${part === setting ? part : `${part}: ${setting}`}`, ...lines].join("\n");
}
