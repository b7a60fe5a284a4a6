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
  const differences = differencesIn(report);
  const pending = differences.filter(({ isPending }) => isPending === true).length;
  const drifted = differences.length - pending;
  if (differences.length === 0)
    return comparisons.length === 1
      ? `No drift: 1 setting of ${domain} matches stack "${stack}".`
      : `No drift: ${comparisons.length} settings of ${domain} match stack "${stack}".`;
  const unapplied = `${pending} ${pending === 1 ? "change" : "changes"} to its configuration not applied yet`;
  if (drifted === 0) return `Pending: stack "${stack}" has ${unapplied}; ${domain} has no drift.`;
  const drift = `Drift: ${drifted} of ${comparisons.length} ${comparisons.length === 1 ? "setting" : "settings"} on ${domain} ${drifted === 1 ? "differs" : "differ"} from stack "${stack}"`;
  return pending === 0 ? `${drift}.` : `${drift}, which also has ${unapplied}.`;
}

/** The cost of the comparison, and the time of the last `up`. */
export function effort({ calls, seconds, lastUp }: DriftReport): string {
  const since = lastUp === undefined ? "" : ` Last update: ${inSeconds(lastUp)}.`;
  return `${calls} calls, ${seconds.toFixed(1)} s, read-only.${since}`;
}

/** What a failed command means for the comparison. */
export const failureSentence = ({ command, at }: { command: string; at: Date }): string =>
  `The last pulumi ${command} failed at ${inSeconds(at)}, so the tenant may have only a part of its changes.`;

const inSeconds = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

/** What the difference may come from, or what it means. */
export const noteOf = ({ note = "", isPending = false }: Comparison): string =>
  isPending ? "declared, but not applied yet" : note;

/** What restores the declared setting, where `pulumi up` does not. */
export const ownFixOf = ({ fix = "", isPending = false }: Comparison): string => (isPending ? "" : fix);

/** The `pulumi up` that brings to the tenant what has no fix of its own, and what to call it. */
export function remedyOf(report: DriftReport): { label: string; command: string | undefined } {
  const differences = differencesIn(report);
  const left = differences.filter((difference) => ownFixOf(difference) === "");
  const refresh = left.every(({ isPending = false }) => isPending) ? "" : "--refresh ";
  return {
    label: left.length === differences.length ? "Fix" : "Fix for the others",
    command: left.length === 0 ? undefined : `npm run pulumi -- up ${refresh}--stack ${report.stack}`,
  };
}

/** The part and its setting, as in `application: callback URLs`. */
export const titleOf = ({ part, setting }: Comparison): string =>
  part === setting ? part : `${part}: ${setting}`;
