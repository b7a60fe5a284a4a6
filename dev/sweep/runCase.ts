import { parsePreview } from "../../preview/parsePreview.ts";
import type { RunResult } from "../../commands/engine/run.ts";
import { hashOf, likenessOf } from "./likeness.ts";
import type { Fault } from "./plan.ts";
import type { Learnt } from "./LearningRuns.ts";
import type { Refresh } from "./Refresh.ts";
import type { SweepStack } from "./SweepStack.ts";
import { FaultedRun, WatchedRun } from "./FaultedRun.ts";

/** How one case ended. */
export interface Outcome {
  /** The call was never made in this run, so nothing was tested. */
  reached: boolean;
  /** What a user would have experienced; empty if the case passed. */
  problems: string[];
}

/**
 * Runs an operation with one fault, then again without one, as README.md tells a user to do, and checks the
 * result.
 */
export async function runCase(
  stack: SweepStack,
  learnt: Learnt,
  fault: Fault,
  refresh: Refresh,
): Promise<Outcome> {
  await stack.restore(learnt.start);
  const look = () => stack.sandbox.save();
  const faulted = new FaultedRun(fault, look, learnt.asked);
  await stack.run(command(learnt, refresh), faulted, faulted.kill);
  faulted.note("at the end of the failed run");
  if (!faulted.reached) return { reached: false, problems: [] };
  const key = hashOf(look(), await stack.pulumiState());
  if (faulted.problems.size === 0 && learnt.repaired.has(key)) return { reached: true, problems: [] };

  const problems = [...faulted.problems, ...(await recover(stack, learnt, fault, refresh))];
  if (problems.length === 0) learnt.repaired.add(key);
  return { reached: true, problems };
}

const command = ({ operation }: Learnt, refresh: Refresh): string[] => [
  operation.command,
  "--yes",
  "--skip-preview",
  ...(refresh === "each" ? ["--refresh"] : []),
];

/** The run after the failed one: it must end as if nothing had failed. */
async function recover(
  stack: SweepStack,
  learnt: Learnt,
  { kind }: Fault,
  refresh: Refresh,
): Promise<string[]> {
  const watch = new WatchedRun(() => stack.sandbox.save(), learnt.asked);
  // README.md says to do this: a killed engine leaves its lock behind, and perhaps a half-written file.
  if (kind.kill !== undefined) {
    await stack.repairState();
    await stack.run(["cancel", "--yes"]);
  }
  if (refresh === "between") await stack.run(["refresh", "--yes", "--skip-preview"], watch);
  const again = await stack.run(command(learnt, refresh), watch);
  watch.note("at the end of the run after it");
  const problems = [...watch.problems];
  if (again.code !== 0) return [...problems, `the run after it failed: ${errorsIn(again)}`];
  const end = likenessOf(stack.sandbox.save());
  if (end !== learnt.end) problems.push(`the run after it ends elsewhere: ${difference(learnt.end, end)}`);
  return [...problems, ...(await noise(stack, learnt))];
}

/** What a preview would change, or what a destroy has left. */
async function noise(stack: SweepStack, learnt: Learnt): Promise<string[]> {
  const state = await stack.pulumiState();
  const key = hashOf(stack.sandbox.save(), state);
  if (learnt.quiet.has(key)) return [];
  const problems = learnt.operation.command === "destroy" ? leftIn(state) : await changesShown(stack);
  if (problems.length === 0) learnt.quiet.add(key);
  return problems;
}

/** A destroy of a destroyed stack leaves only Pulumi's own resources (docs/decisions/0028). */
const leftByPulumi = ["pulumi:pulumi:Stack", "pulumi:providers:pulumi"];

function leftIn(state: string): string[] {
  const { checkpoint } = JSON.parse(state) as { checkpoint?: { latest?: { resources?: { urn: string }[] } } };
  const left = (checkpoint?.latest?.resources ?? []).filter(
    ({ urn }) => !leftByPulumi.some((type) => urn.includes(type)),
  );
  return left.map(({ urn }) => `the state still holds ${urn.split("::").slice(-2).join(" ")}`);
}

async function changesShown(stack: SweepStack): Promise<string[]> {
  const { code, stdout, stderr } = await stack.run(["preview", "--json"]);
  if (code !== 0) return [`the preview after it failed: ${errorsIn({ code, stdout, stderr })}`];
  return parsePreview(stdout)
    .steps.filter(({ op }) => !["same", "read", "refresh"].includes(op))
    .map(({ op, name }) => `the preview after it shows ${op} ${name}`);
}

/** The engine's message, on one line. */
function errorsIn({ stdout, stderr }: RunResult): string {
  const lines = `${stdout}\n${stderr}`.split("\n").filter((line) => /error: |Error: |locked/.test(line));
  return (lines.length > 0 ? lines : stderr.trim().split("\n").slice(-3))
    .map((line) => line.trim())
    .join(" | ")
    .slice(0, 600);
}

/** The first difference of two likenesses. */
function difference(wanted: string, found: string): string {
  let at = 0;
  while (at < wanted.length && wanted[at] === found[at]) at += 1;
  const around = (text: string) => text.slice(Math.max(0, at - 60), at + 60);
  return `${around(found)} instead of ${around(wanted)}`;
}
