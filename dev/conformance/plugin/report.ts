/** The comparison of the responses to one call. */
export interface Outcome {
  variant: string;
  step: string;
  call: string;
  /** The resource's name or the function's. */
  subject: string;
  /** One line per difference. */
  found: string[];
}

/** A table by call, with the total and the number that agree. */
export function summarize(outcomes: readonly Outcome[]): string[] {
  const calls = [...new Set(outcomes.map(({ call }) => call))].sort();
  const rows = calls.map((call) =>
    row(
      call,
      outcomes.filter((outcome) => outcome.call === call),
    ),
  );
  return ["call                total   agree", ...rows, row("all", outcomes)];
}

function row(name: string, outcomes: readonly Outcome[]): string {
  const agree = outcomes.filter(({ found }) => found.length === 0).length;
  return `${name.padEnd(18)} ${String(outcomes.length).padStart(6)}  ${String(agree).padStart(6)}`;
}
