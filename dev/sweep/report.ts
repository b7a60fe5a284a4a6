import { table } from "../../commands/terminal/table.ts";

/** A case and its result. */
export interface CaseResult {
  variant: string;
  operation: string;
  call: string;
  kind: string;
  problems: string[];
  seconds: number;
}

/** The results of a sweep. */
export interface SweepReport {
  results: CaseResult[];
  /** Faults whose call was never made, because the order of calls varies between runs. */
  unreached: number;
  /** What clean runs showed, by variant and operation. */
  clean: { variant: string; operation: string; problems: string[] }[];
}

/** The last line of the output for programs. */
export function summary({ results, unreached, clean }: SweepReport) {
  const failed = [
    ...clean
      .filter(({ problems }) => problems.length > 0)
      .map((one) => ({ ...one, call: "none", kind: "no fault" })),
    ...results.filter(({ problems }) => problems.length > 0).map(({ seconds: _, ...one }) => one),
  ];
  const survived = results.filter(({ problems }) => problems.length === 0).length;
  return { cases: results.length, survived, unreached, failed };
}

/** The report for people: one line per variant and operation, then each failed case. */
export function asText(report: SweepReport): string {
  const { cases, survived, unreached, failed } = summary(report);
  const groups = new Map<string, CaseResult[]>();
  for (const one of report.results) {
    const key = `${one.variant}|${one.operation}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const rows = [...groups].sort().map(([key, own]) => {
    const well = own.filter(({ problems }) => problems.length === 0).length;
    return [...key.split("|"), String(own.length), String(well)];
  });
  return [
    table([["Variant", "Operation", "Cases", "Survived"], ...rows]),
    "",
    ...failed.map(
      ({ variant, operation, call, kind, problems }) =>
        `✗ ${variant}, ${operation}: ${call}, ${kind}\n${problems.map((one) => `    ${one}`).join("\n")}`,
    ),
    `${cases} cases, ${survived} survived${unreached > 0 ? `, ${unreached} not reached` : ""}.`,
  ].join("\n");
}
