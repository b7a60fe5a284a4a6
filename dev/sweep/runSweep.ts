import type { Progress } from "../../commands/engine/progress.ts";
import type { Toolchain } from "../../commands/local/localStack.ts";
import { faultsOf } from "./plan.ts";
import type { Group } from "./plan.ts";
import { runCase } from "./runCase.ts";
import { LearningRuns } from "./LearningRuns.ts";
import type { Refresh } from "./Refresh.ts";
import type { CaseResult, SweepReport } from "./report.ts";
import { SweepStack } from "./SweepStack.ts";

export interface SweepOptions {
  seed: number;
  refresh: Refresh;
  /** The number of tenants swept at once. */
  slots: number;
  project: string | undefined;
  signal: AbortSignal;
  progress: Progress;
  onResult(result: CaseResult): void;
}

/** Runs all cases of some groups, on several tenants at once. */
export async function runSweep(
  toolchain: Toolchain,
  groups: readonly Group[],
  options: SweepOptions,
): Promise<SweepReport> {
  const report: SweepReport = { results: [], unreached: 0, clean: [] };
  const jobs = jobsOf(groups, options.slots);
  const work = async () => {
    for (let job = jobs.shift(); job && !isOver(options); job = jobs.shift())
      await playAll(toolchain, job, options, report);
  };
  await Promise.all(Array.from({ length: options.slots }, work));
  return report;
}

/** Groups that share a stack: those of one variant, or some of them if there are more slots than variants. */
function jobsOf(groups: readonly Group[], slots: number): Group[][] {
  const byWorld = Map.groupBy(groups, ({ variant }) => variant.name);
  const pieces = Math.max(1, Math.floor(slots / byWorld.size));
  return [...byWorld.values()].flatMap((own) =>
    Array.from({ length: pieces }, (_, piece) =>
      own.filter((_group, index) => index % pieces === piece),
    ).filter((part) => part.length > 0),
  );
}

async function playAll(
  toolchain: Toolchain,
  groups: readonly Group[],
  options: SweepOptions,
  report: SweepReport,
): Promise<void> {
  const variant = groups[0]?.variant;
  if (variant === undefined) return;
  const stack = await SweepStack.open(toolchain, variant, options);
  try {
    const runs = new LearningRuns(stack);
    for (const group of groups) await runGroup(stack, runs, group, options, report);
  } catch (error) {
    if (!isOver(options)) throw error;
  } finally {
    await stack.close();
  }
}

async function runGroup(
  stack: SweepStack,
  runs: LearningRuns,
  group: Group,
  options: SweepOptions,
  report: SweepReport,
): Promise<void> {
  if (isOver(options)) return;
  const place = { variant: group.variant.name, operation: group.operation.name };
  const learnt = await runs.learn(group.operation);
  report.clean.push({ ...place, problems: learnt.problems });
  for (const fault of faultsOf(group, learnt.calls, options.seed)) {
    const began = performance.now();
    const { reached, problems } = await runCase(stack, learnt, fault, options.refresh);
    if (isOver(options)) return;
    if (!reached) report.unreached += 1;
    else {
      const { call, kind } = fault;
      const seconds = Math.round((performance.now() - began) / 100) / 10;
      const result = { ...place, call: `${call.what} ${call.nth}`, kind: kind.name, problems, seconds };
      report.results.push(result);
      options.onResult(result);
    }
    options.progress(`${report.results.length} cases, ${place.variant} ${place.operation}`);
  }
}

/** Whether the user has ended the sweep. */
const isOver = ({ signal }: SweepOptions): boolean => signal.aborted;
