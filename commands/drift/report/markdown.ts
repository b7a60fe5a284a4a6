import { escapeMarkdown } from "../../../findings/words/escapeMarkdown.ts";
import { readable } from "../../../mfa/phoneNumbers.ts";
import { differencesIn, effort, fixOf, noteOf, verdict } from "./DriftReport.ts";
import type { DriftReport } from "./DriftReport.ts";

/** The report for a pull request, an issue or a job's summary. */
export function markdown(report: DriftReport): string {
  const differences = differencesIn(report);
  const rows = differences.map((difference) => {
    const { part, setting, declared, actual } = difference;
    return [
      part,
      setting,
      readable(declared),
      readable(actual),
      noteOf(difference),
      fixOf(difference, report),
    ]
      .map((cell) => escapeMarkdown(cell))
      .join(" | ");
  });
  const table =
    rows.length === 0
      ? []
      : [
          [
            "| part | setting | declared | actual | note | fix |",
            "| --- | --- | --- | --- | --- | --- |",
            ...rows.map((row) => `| ${row} |`),
          ].join("\n"),
        ];
  const notes = report.notes.map((note) => escapeMarkdown(note));
  return `${[`### ${escapeMarkdown(verdict(report))}`, ...table, ...notes, `<sub>${effort(report)}</sub>`].join("\n\n")}\n`;
}
