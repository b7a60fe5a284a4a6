import { oneLine } from "../../mfa/oneLine.ts";
import type { Finding, Status } from "../../findings/Finding.ts";

export interface DoctorReport {
  stack: string;
  domain: string;
  findings: readonly Finding[];
  /** Calls to the Management API, including the token request. */
  calls: number;
  seconds: number;
}

const marks: Record<Status, string> = { ok: "✓", warning: "!", failed: "✗", "not checked": "–" };

/**
 * The report for a terminal: one line for each finding, with what to do below it. What to do is never cut: a
 * part of a command does something else.
 */
export function plain(report: DoctorReport): string {
  const { findings } = report;
  const width = Math.max(...findings.map(({ group }) => group.length));
  const lines = findings.map(({ group, status, what, remedy }, index) => {
    const name = findings[index - 1]?.group === group ? "" : group;
    const line = `${marks[status]} ${name.padEnd(width)}  ${oneLine(what, 1000)}`;
    return remedy === undefined ? line : `${line}\n  ${" ".repeat(width)}  → ${oneLine(remedy, Infinity)}`;
  });
  return `${lines.join("\n")}\n\n${summary(report)}`;
}

/** The report for programs. */
export function asJson(report: DoctorReport): string {
  const { stack, domain, findings, calls, seconds } = report;
  return JSON.stringify(
    { stack, domain, healthy: isHealthy(findings), findings, calls, seconds },
    undefined,
    2,
  );
}

/** Whether nothing failed. A check that could not run always has a failure that explains it. */
export const isHealthy = (findings: readonly Finding[]): boolean =>
  findings.every(({ status }) => status !== "failed");

function summary({ stack, domain, findings, calls, seconds }: DoctorReport): string {
  const counts = (["failed", "warning", "ok", "not checked"] as const)
    .map((status) => ({ status, count: findings.filter((finding) => finding.status === status).length }))
    .filter(({ status, count }) => count > 0 || status === "failed")
    .map(({ status, count }) => `${count} ${status === "warning" && count !== 1 ? "warnings" : status}`);
  return `Stack "${stack}"${domain === "" ? "" : ` on ${domain}`}: ${counts.join(", ")}. ${calls} ${calls === 1 ? "call" : "calls"} to Auth0, ${seconds.toFixed(1)} s.`;
}
