import type { Outcome } from "./replay.ts";

interface Tally {
  requests: number;
  status: number;
  shape: number;
  value: number;
}

function tally(outcomes: readonly Outcome[]): Tally {
  const count = (member: "status" | "shape" | "value"): number =>
    outcomes.filter((outcome) => outcome[member]).length;
  return { requests: outcomes.length, status: count("status"), shape: count("shape"), value: count("value") };
}

/** The report's lines: a table by endpoint, each difference, and the totals last. */
export function report(outcomes: readonly Outcome[]): string[] {
  const endpoints = [...new Set(outcomes.map(({ endpoint }) => endpoint))].sort();
  const width = Math.max(8, ...endpoints.map(({ length }) => length));
  const row = (name: string, cells: readonly (number | string)[]): string =>
    [name.padEnd(width), ...cells.map((cell) => String(cell).padStart(8))].join(" ");
  const table = endpoints.map((endpoint) => {
    const { requests, status, shape, value } = tally(
      outcomes.filter((outcome) => outcome.endpoint === endpoint),
    );
    return row(endpoint, [requests, status, shape, value]);
  });
  const lines = outcomes.flatMap(({ file, line, endpoint, differences }) =>
    differences.map((difference) => `${file}:${line} ${endpoint}: ${difference}`),
  );
  const all = tally(outcomes);
  const of = (count: number): string => `${count}/${all.requests}`;
  return [
    row("endpoint", ["requests", "status", "shape", "value"]),
    ...table,
    ...(lines.length > 0 ? ["", ...lines] : []),
    "",
    `status ${of(all.status)}, shape ${of(all.shape)}, value ${of(all.value)}`,
  ];
}
