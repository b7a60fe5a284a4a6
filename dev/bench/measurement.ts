/** What several runs of one thing took. */
export interface Measurement {
  name: string;
  unit: "ms" | "MiB" | "a second" | "%";
  median: number;
  least: number;
  most: number;
  runs: number;
  /** Calls of the Management API in one run, the same in each. */
  calls?: number;
}

/** The median of the values, the least and the most, each rounded. */
export function measurement(name: string, unit: Measurement["unit"], values: readonly number[]): Measurement {
  const sorted = values.map(Math.round).sort((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? 0;
  return {
    name,
    unit,
    median: at(Math.floor(sorted.length / 2)),
    least: at(0),
    most: at(sorted.length - 1),
    runs: sorted.length,
  };
}

/** What 95 of 100 values do not exceed. */
export function percentile95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
}
