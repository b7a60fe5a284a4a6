import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { stepsOf } from "../../support/docs/blocks.ts";
import { firstDifference } from "../../support/docs/comparison.ts";
import { processesOf } from "../../run/testRun.ts";

const fixture = fileURLToPath(new URL("../../run/fixture/", import.meta.url));
const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");

/** Runs of the fixture's tests, below a temporary folder of their own. */
async function newRuns() {
  const folder = await mkdtemp(join(tmpdir(), "runs-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const environment = { ...process.env, PHONE_MFA_TEST_RUN: undefined, NODE_OPTIONS: undefined };
  return {
    /** Starts a run; with a signal, it is ended when its test hangs. */
    async run(name: string, signal?: NodeJS.Signals) {
      const child = spawn(process.execPath, [vitest, "run", "--root", fixture, name], {
        env: { ...environment, TMPDIR: folder },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let text = "";
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (chunk: Buffer) => {
          text += chunk.toString();
          if (signal !== undefined && text.includes("hanging")) child.kill(signal);
        });
      await once(child, "close");
      return { code: child.exitCode, endedBy: child.signalCode, text };
    },
    /** What is left: files in the temporary folder, and processes that use it. */
    left: async () => [...(await readdir(folder)), ...processesOf(folder).map(({ command }) => command)],
  };
}

test("a run whose test leaves a file and a process fails, lists both, and removes them", async () => {
  const runs = await newRuns();
  const { code, text } = await runs.run("leaves");
  expect(text).toContain("1 passed, 0 failed");
  expect(text).toMatch(/The tests left behind.*\n {2}process \d+: .*setInterval.*\n {2}left-/);
  expect(code).toBe(1);
  expect(await runs.left()).toEqual([]);
});

test("a run ends with the lines that README.md shows", async () => {
  const readme = await readFile(new URL("../../../README.md", import.meta.url), "utf8");
  const shown = stepsOf(readme).find(({ command, output }) => command === "npm test" && output)?.output ?? [];
  expect(shown.length).toBeGreaterThan(2);
  const { text } = await (await newRuns()).run("leaves");
  expect(firstDifference(shown, text)).toBeUndefined();
});

test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
  "a run that %s ends leaves no files or processes",
  async (signal) => {
    const runs = await newRuns();
    const { code, text } = await runs.run("hangs", signal);
    expect(code).not.toBe(0);
    expect(text).toContain(`Ended by ${signal}: not all tests ran.`);
    expect(await runs.left()).toEqual([]);
  },
);

test("the next run removes what a killed run left, and nothing else", async () => {
  const runs = await newRuns();
  const unrelated = spawn(process.execPath, ["--eval", "setInterval(() => undefined, 1_000)"], {
    stdio: "ignore",
  });
  onTestFinished(() => void unrelated.kill());
  const { endedBy } = await runs.run("hangs", "SIGKILL");
  expect(endedBy).toBe("SIGKILL");
  expect(await runs.left()).not.toEqual([]);

  const { text } = await runs.run("leaves");
  expect(text).toContain("Removed what a killed test run had left");
  expect(await runs.left()).toEqual([]);
  expect(unrelated.exitCode).toBe(null);
});
