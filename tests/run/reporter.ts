import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Reporter, TestCase, TestModule, Vitest } from "vitest/node";
import { countsFile, runVariable } from "./testRun.ts";

const slowest = 20;

/**
 * Ends a run with its twenty slowest tests, the seed of their order, and the expensive processes that it
 * started. Then comes one plain line for people and CI: `N passed, N failed`, and `N skipped` if there are
 * any.
 */
export default class RunReporter implements Reporter {
  #seed: number | undefined;

  onInit({ config }: Vitest): void {
    this.#seed = config.sequence.seed;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    if (tests.length > slowest)
      console.log(`\nThe ${slowest} slowest tests:\n${slowestOf(tests).join("\n")}`);
    console.log(`\nSeed: ${this.#seed ?? "none"}`);
    console.log(startsLine(starts()));
    console.log(closingLine(modules, tests));
  }
}

function slowestOf(tests: readonly TestCase[]): string[] {
  return tests
    .map((test) => ({ test, seconds: (test.diagnostic()?.duration ?? 0) / 1000 }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, slowest)
    .map(
      ({ test, seconds }) =>
        `${seconds.toFixed(1).padStart(7)} s  ${test.module.relativeModuleId}  ${test.fullName}`,
    );
}

/** The records of each process of the run: see countStarts.mjs. */
function starts(): string[] {
  const folder = process.env[runVariable];
  if (folder === undefined) return [];
  const lines = readFileSync(join(folder, countsFile), "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as string);
}

function startsLine(noted: readonly string[]): string {
  const count = (what: string) => noted.filter((one) => one === what).length;
  return `Started: ${count("pulumi")} pulumi, ${count("chromium")} Chromium, ${count("sandbox")} local tenants`;
}

function closingLine(modules: readonly TestModule[], tests: readonly TestCase[]): string {
  // A file that could not be loaded or prepared has no failed test, but it counts as one.
  const broken = modules.filter(
    (module) => module.state() === "failed" && [...module.children.allTests("failed")].length === 0,
  );
  const states = tests.map((test) => test.result().state);
  const count = (state: string) => states.filter((one) => one === state).length;
  const skipped = count("skipped") > 0 ? `, ${count("skipped")} skipped` : "";
  return `${count("passed")} passed, ${count("failed") + broken.length} failed${skipped}`;
}
