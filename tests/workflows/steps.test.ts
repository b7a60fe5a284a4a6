import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { jobFolder, runStep, wasWritten } from "./runStep.ts";
import { jobOf, workflows } from "./workflow.ts";
import type { Job, Step } from "./workflow.ts";

const project = fileURLToPath(new URL("../../", import.meta.url));
const { scripts } = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

const commands = workflows.flatMap(({ file, jobs }) =>
  Object.values(jobs).flatMap((job) =>
    job.steps
      .filter(({ run }) => run !== undefined)
      .map((step): [string, Job, Step] => [`${file}, ${step.name}`, job, step]),
  ),
);

/** What comes after npm's own options: the script, and what it is given. */
function scriptCall(args: readonly string[]): { script: string; given: string[] } {
  const words = args.filter((arg) => arg !== "--silent");
  const [run, script = ""] = words;
  expect(run).toBe("run");
  const dashes = words.indexOf("--");
  return { script, given: dashes < 0 ? [] : words.slice(dashes + 1) };
}

describe.each(commands)("%s", (_name, job, step) => {
  test("runs only commands of the project, with valid options", () => {
    const { code, npm } = runStep(job, step);
    expect(code).toBe(0);
    for (const args of npm.filter(([first]) => first !== "ci" && first !== "test")) {
      const { script, given } = scriptCall(args);
      expect(Object.keys(scripts)).toContain(script);
      const file = /^node (commands\/\w+\.ts)$/.exec(scripts[script] ?? "")?.[1];
      if (file === undefined || script === "pulumi") continue;
      const { stdout } = spawnSync(process.execPath, [join(project, file), "--help"], { encoding: "utf8" });
      for (const option of given.filter((one) => one.startsWith("--"))) expect(stdout).toContain(option);
    }
  });
});

const stepOf = (job: Job, name: string): Step => {
  const found = job.steps.find((step) => step.name === name);
  if (!found) throw new Error(`${job.name} has no step ${name}`);
  return found;
};

describe("a rehearsal", () => {
  const job = jobOf("preview.yml", "rehearse");
  const step = stepOf(job, "Rehearse");

  test.each([
    [0, 0],
    [2, 0],
    [1, 1],
  ])("that ends with %i ends the step with %i", (rehearsed, code) => {
    const run = runStep(job, step, { exits: { rehearse: rehearsed } });
    expect(run.code).toBe(code);
    expect(wasWritten(run, "rehearsal/prod.json")).toBe(true);
  });
});

describe("a review", () => {
  const job = jobOf("preview.yml", "preview");
  const step = stepOf(job, "Review");

  test("compares with the base, and includes the rehearsal if there is one", () => {
    const without = runStep(job, step);
    expect(scriptCall(without.npm[0] ?? []).given).toEqual([
      "--stack",
      "prod",
      "--refresh",
      "--base",
      "origin/main",
      "--markdown",
      "review/prod.md",
    ]);
    const folder = jobFolder();
    mkdirSync(join(folder, "rehearsal"));
    writeFileSync(join(folder, "rehearsal", "prod.json"), "{}");
    const withOne = runStep(job, step, { folder });
    expect(scriptCall(withOne.npm[0] ?? []).given.slice(-2)).toEqual(["--rehearsal", "rehearsal/prod.json"]);
  });

  test("that finds a risk, or whose preview failed, still succeeds with its report", () => {
    for (const exit of [1, 2]) expect(runStep(job, step, { exits: { review: exit } }).code).toBe(0);
  });
});

describe("drift", () => {
  const job = jobOf("drift.yml", "drift");
  const step = stepOf(job, "Compare");

  test.each([
    [0, 0, ""],
    [2, 0, "report\n"],
    [1, 1, "report\n"],
  ])("that ends with %i ends the step with %i", (drift, code, report) => {
    const run = runStep(job, step, { exits: { drift } });
    expect(run.code).toBe(code);
    expect(readFileSync(join(run.folder, "drift", "prod.md"), "utf8")).toBe(report);
  });
});

test("a deployment runs nothing after a failed doctor", () => {
  const job = jobOf("deploy.yml", "deploy");
  const step = stepOf(job, "Check what the stack needs");
  expect(runStep(job, step, { exits: { doctor: 2 } }).code).toBe(2);
  const up = runStep(job, stepOf(job, "Deploy"));
  expect(scriptCall(up.npm[0] ?? []).given.slice(0, 4)).toEqual(["up", "--stack", "prod", "--yes"]);
});
