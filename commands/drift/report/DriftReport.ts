import type { Comparison } from "../../../findings/Comparison.ts";

/** The result of comparing a stack with its tenant, and what it took. */
export interface DriftReport {
  stack: string;
  domain: string;
  lastUp: Date | undefined;
  comparisons: readonly Comparison[];
  /** Notes that are not drift, in whole sentences. */
  notes: readonly string[];
  /** Calls to the Management API, including the token request. */
  calls: number;
  seconds: number;
}

/** The settings that differ. */
export const differencesIn = ({ comparisons }: Pick<DriftReport, "comparisons">): Comparison[] =>
  comparisons.filter(({ agrees }) => !agrees);

/** One sentence with the result. */
export function verdict(report: DriftReport): string {
  const { stack, domain, comparisons } = report;
  const count = differencesIn(report).length;
  if (count === 0) return `No drift: ${comparisons.length} settings of ${domain} match stack "${stack}".`;
  const differ = count === 1 ? "differs" : "differ";
  return `Drift: ${count} of ${comparisons.length} settings on ${domain} ${differ} from stack "${stack}".`;
}

/** The cost of the comparison, and the time of the last `up`. */
export function effort({ calls, seconds, lastUp }: DriftReport): string {
  const since = lastUp === undefined ? "" : ` Last update: ${lastUp.toISOString().slice(0, 19)}Z.`;
  return `${calls} calls, ${seconds.toFixed(1)} s, read-only.${since}`;
}

/** What restores the declared setting. */
export const fixOf = ({ fix }: Comparison): string => fix ?? "pulumi up --refresh";
