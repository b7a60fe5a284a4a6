import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { TestProject } from "vitest/node";
import {
  addProjectFolder,
  compileCache,
  countsFile,
  endRun,
  filesOf,
  openRun,
  processesOf,
  removeOrphans,
  runVariable,
} from "./testRun.ts";
import type { MarkedProcess } from "./testRun.ts";

/**
 * Opens the run before the first test, and closes it after the last: a remaining process or temporary file
 * then fails the run. If the run ends early (Ctrl-C, SIGTERM, a vitest error), its processes are ended and
 * its files removed too.
 */
export default function setUp({ tmpDir }: TestProject): (() => Promise<void>) | undefined {
  // Each project of the run calls this; the first one opens the run for all.
  const opened = process.env[runVariable];
  if (opened !== undefined) {
    addProjectFolder(opened, tmpDir);
    return undefined;
  }
  for (const folder of removeOrphans()) console.log(`Removed what a killed test run had left: ${folder}`);
  const folder = openRun();
  addProjectFolder(folder, tmpDir);
  appendFileSync(join(folder, countsFile), "");
  const preload = new URL("./countStarts.mjs", import.meta.url).href;
  process.env[runVariable] = folder;
  process.env["TMPDIR"] = folder;
  process.env["NODE_COMPILE_CACHE"] = join(folder, compileCache);
  process.env["NODE_OPTIONS"] = [process.env["NODE_OPTIONS"] ?? "", `--import=${preload}`].join(" ").trim();
  process.once("exit", () => {
    endRun(folder);
  });
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)
    process.on(signal, () => {
      console.error(`Ended by ${signal}: not all tests ran.`);
      process.exit(code);
    });
  return async () => {
    // They are removed when this process exits: vitest's own processes, which are still ending, belong to the run.
    const left = [...(await processesLeft(folder)), ...filesOf(folder)];
    if (left.length === 0) return;
    process.exitCode = 1;
    console.error(
      `The tests left behind, which a test must end or remove itself:\n${left.map((one) => `  ${one}\n`).join("")}`,
    );
  };
}

/** The processes that remain after those that are ending have had time to end. */
async function processesLeft(folder: string): Promise<string[]> {
  const isOurs = ({ command }: MarkedProcess) =>
    !/node_modules\/(vitest|\.bin\/vitest|@rolldown|esbuild)/.test(command);
  let left = processesOf(folder).filter(isOurs);
  for (let count = 0; count < 30 && left.length > 0; count += 1) {
    await pause(100);
    left = processesOf(folder).filter(isOurs);
  }
  return left.map(({ pid, command }) => `process ${pid}: ${command.slice(0, 160)}`);
}
