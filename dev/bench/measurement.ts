/** The results of several runs of the same thing. */
export interface Measurement {
  name: string;
  unit: "ms" | "MiB" | "a second" | "%";
  median: number;
  least: number;
  most: number;
  runs: number;
  /** Management API calls in one run, the same in each. */
  calls?: number;
}

/** The median, minimum and maximum of the values, rounded. */
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

/** The 95th percentile. */
export function percentile95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
}
