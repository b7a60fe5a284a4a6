import type { Comparison } from "../../../findings/Comparison.ts";

/** What a comparison of a stack with its tenant found, and what it took. */
export interface DriftReport {
  stack: string;
  domain: string;
  lastUp: Date | undefined;
  comparisons: readonly Comparison[];
  /** What is no drift, and should be known: whole sentences. */
  notes: readonly string[];
  /** Calls of the Management API, the token's among them. */
  calls: number;
  seconds: number;
}

/** The settings that are not as declared. */
export const differencesIn = ({ comparisons }: Pick<DriftReport, "comparisons">): Comparison[] =>
  comparisons.filter(({ agrees }) => !agrees);

/** One sentence that says how it stands. */
export function verdict(report: DriftReport): string {
  const { stack, domain, comparisons } = report;
  const count = differencesIn(report).length;
  if (count === 0)
    return `No drift: ${comparisons.length} settings of ${domain} are as stack "${stack}" declares them.`;
  const settings = count === 1 ? "1 setting is" : `${count} settings are`;
  return `Drift: ${settings} not as stack "${stack}" declares, of ${comparisons.length} compared on ${domain}.`;
}

/** What it took, and since when. */
export function effort({ calls, seconds, lastUp }: DriftReport): string {
  const since = lastUp === undefined ? "" : ` Last up: ${lastUp.toISOString().slice(0, 19)}Z.`;
  return `${calls} calls, ${seconds.toFixed(1)} s, reads only.${since}`;
}

/** What brings the declared setting back. */
export const fixOf = ({ fix }: Comparison): string => fix ?? "pulumi up --refresh";
