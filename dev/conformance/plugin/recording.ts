import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Properties } from "../../../sandbox/plugins/bridge/schema/value.ts";

/** One call of the engine, and the official plugin's response. */
export interface Recorded {
  call: string;
  request: Properties;
  response: Properties;
}

/** One run of a program through all its steps, against one tenant. */
export interface Variant {
  name: string;
  steps: { name: string; calls: Recorded[] }[];
}

/** The variants in a folder of files named NAME.N-step.jsonl, the steps of each in the order of N. */
export async function readVariants(folder: string): Promise<Variant[]> {
  const variants = new Map<string, { order: number; name: string; file: string }[]>();
  for (const file of await readdir(folder)) {
    const [, variant, order, name] = /^(.+)\.(\d+)-(.+)\.jsonl$/.exec(file) ?? [];
    if (variant === undefined || name === undefined) continue;
    const steps = variants.get(variant) ?? [];
    variants.set(variant, [...steps, { order: Number(order), name, file }]);
  }
  const sorted = [...variants].sort(([left], [right]) => left.localeCompare(right));
  return Promise.all(
    sorted.map(async ([name, files]) => ({
      name,
      steps: await Promise.all(
        files
          .sort((left, right) => left.order - right.order)
          .map(async (step) => ({ name: step.name, calls: await readCalls(join(folder, step.file)) })),
      ),
    })),
  );
}

async function readCalls(file: string): Promise<Recorded[]> {
  const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => JSON.parse(line) as Recorded);
}

/** Whether the tenant of the recording had the unified phone experience: its `getTenant` says so. */
export function isUnified(variant: Variant): boolean {
  const calls = variant.steps.flatMap((step) => step.calls);
  const answers = calls.map(({ response }) => response["return"]);
  return !JSON.stringify(answers).includes('"phoneConsolidatedExperience":false');
}
