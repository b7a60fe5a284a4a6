import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
  existsSync,
  mkdirSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Job, Step } from "./workflow.ts";

export interface StepRun {
  code: number | null;
  /** The npm commands that the step ran, an argument each. */
  npm: string[][];
  /** The job's folder. */
  folder: string;
}

/**
 * Runs a step's commands as GitHub's runner does (`bash -e -o pipefail`), in a separate job folder, with an
 * `npm` that records its calls.
 * @param exits the exit code of each `npm run NAME`; 0 by default
 */
export function runStep(
  job: Job,
  step: Step,
  { exits = {}, folder = jobFolder() }: { exits?: Readonly<Record<string, number>>; folder?: string } = {},
): StepRun {
  const calls = join(folder, "..", "npm-calls");
  writeFileSync(calls, "");
  const bin = join(folder, "..", "bin");
  mkdirSync(bin, { recursive: true });
  const fake = join(bin, "npm");
  const ends = Object.entries(exits).map(
    ([name, code]) => `  case " $* " in *" ${name} "*) exit ${code};; esac`,
  );
  writeFileSync(
    fake,
    [
      "#!/usr/bin/env bash",
      `printf '%s\\037' "$@" >> "${calls}"; printf '\\n' >> "${calls}"`,
      // The files that it was told to write exist, as after a real run.
      'for one in "$@"; do',
      '  case "$before" in --markdown|--json) [ "$one" = - ] || echo report > "$one";; esac',
      '  before="$one"',
      "done",
      ...ends,
    ].join("\n"),
  );
  chmodSync(fake, 0o755);
  const plain = Object.entries({ ...job.env, ...step.env }).map(([name, value]) => [
    name,
    value
      .replace("${{ matrix.stack }}", "prod")
      .replace("${{ github.base_ref }}", "main")
      .replaceAll(/\$\{\{ (secrets|vars)\.\w+ \}\}/g, "a-credential"),
  ]);
  const { status } = spawnSync(
    "bash",
    ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step.run ?? ""],
    {
      cwd: folder,
      env: {
        ...(Object.fromEntries(plain) as Record<string, string>),
        PATH: [bin, process.env["PATH"]].join(delimiter),
        GITHUB_STEP_SUMMARY: join(folder, "..", "summary.md"),
      },
    },
  );
  const npm = readFileSync(calls, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split("\u001f").filter((word) => word !== ""));
  return { code: status, npm, folder };
}

/**
 * A folder as a checkout leaves it, as far as the steps use it by path: the script of checks, without those
 * of the workflows themselves.
 */
export function jobFolder(): string {
  const own = mkdtempSync(join(tmpdir(), "workflow-job-"));
  onTestFinished(() => {
    rmSync(own, { recursive: true });
  });
  const folder = join(own, "work");
  mkdirSync(join(folder, ".ci"), { recursive: true });
  copyFileSync(new URL("../../.ci/run", import.meta.url), join(folder, ".ci", "run"));
  writeFileSync(join(folder, ".ci", "workflows"), "#!/bin/sh\n", { mode: 0o755 });
  return folder;
}

export const wasWritten = ({ folder }: StepRun, file: string): boolean => existsSync(join(folder, file));
