import { differencesIn } from "./DriftReport.ts";
import type { DriftReport } from "./DriftReport.ts";

/** The report for programs. */
export function asJson(report: DriftReport): string {
  const { stack, domain, lastUp, comparisons, notes, calls, seconds } = report;
  const differences = differencesIn(report).map(
    ({ part, setting, declared, actual, isPending = false, note, fix }) => ({
      part,
      setting,
      declared,
      actual,
      isPending,
      note,
      fix,
    }),
  );
  const document = {
    stack,
    domain,
    lastUp,
    compared: comparisons.length,
    differences,
    notes,
    calls,
    seconds,
  };
  return JSON.stringify(document, undefined, 2);
}
