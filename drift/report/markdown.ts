import { differencesIn, effort, mendOf, verdict } from "./DriftReport.ts";
import type { DriftReport } from "./DriftReport.ts";
import { oneLine } from "../../inspection/oneLine.ts";

/** The report for a pull request, an issue or a job's summary. */
export function markdown(report: DriftReport): string {
  const differences = differencesIn(report);
  const rows = differences.map((difference) => {
    const { part, setting, declared, actual, note } = difference;
    return [part, setting, declared, actual, note ?? "", mendOf(difference)].map(escaped).join(" | ");
  });
  const table =
    rows.length === 0
      ? []
      : [
          [
            "| part | setting | declared | actual | note | mend |",
            "| --- | --- | --- | --- | --- | --- |",
            ...rows.map((row) => `| ${row} |`),
          ].join("\n"),
        ];
  return `${[`### ${escaped(verdict(report))}`, ...table, `<sub>${effort(report)}</sub>`].join("\n\n")}\n`;
}

/** What a tenant holds must not become a link, a mention, a tag or a column of its own. */
function escaped(text: string): string {
  return oneLine(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\`*_[\]|~#!]/g, String.raw`\$&`)
    .replaceAll("@", "@\u200b");
}
