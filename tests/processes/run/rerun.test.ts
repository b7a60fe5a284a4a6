import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { ProgramRun } from "../../../commands/engine/nodeHost/runProgram.ts";
import { reusingProcesses } from "../../support/rerun/reusingProcesses.ts";

/** Pulumi's runner, too, still has work to do when the process would end, and again after that. */
const runner = `
  let ends = 0;
  process.on("beforeExit", () => {
    ends += 1;
    if (ends < 3) setImmediate(() => {});
  });
  require("./run.js");`;

const state = `
  exports.getGlobalStore = () => (globalThis.globalStore ??= { run: process.argv[2] });
  exports.getGlobalStore();`;

/** The SDK fails a process that ends with unresolved promises. */
const debuggable = `
  let leaks = 0;
  let isRegistered = false;
  exports.debuggablePromise = (promise) => {
    if (!isRegistered) process.on("exit", () => { if (leaks > 0) process.exitCode = 6; leaks = 0; });
    isRegistered = true;
    leaks += 1;
    return promise.then(() => { leaks -= 1; });
  };`;

/** The SDK's log delivers nothing after a message that waits forever. */
const log = `
  let isWaiting = false;
  exports.say = (text) => {
    isWaiting ||= text === "waits";
    if (!isWaiting) console.log(text);
  };`;

/** Programs that share processes: each is the text of a module, run with an argument. */
async function programs(script: string, patience?: number) {
  const folder = await mkdtemp(join(tmpdir(), "rerun-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const sdk = join(folder, "node_modules/@pulumi/pulumi");
  const files = {
    "cmd/run/index.js": runner,
    "cmd/run/run.js": script,
    "runtime/state.js": state,
    "runtime/debuggable.js": debuggable,
    "log/index.js": log,
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(sdk, name)), { recursive: true });
    await writeFile(join(sdk, name), text);
  }
  const runProgram = reusingProcesses(() => Promise.resolve(true), patience);
  return async (arg: string, changes: Partial<ProgramRun> = {}) => {
    const lines: string[] = [];
    const end = await runProgram({
      nodeArgs: [],
      runner: join(sdk, "cmd/run/index.js"),
      args: [arg],
      folder,
      environment: process.env,
      signal: new AbortController().signal,
      onLine: (line) => lines.push(line),
      ...changes,
    });
    return { end, lines };
  };
}

const pidOf = ({ lines }: { lines: string[] }): string | undefined => lines[0];

test("run in one process, each with its own arguments, variables and output", async () => {
  const run = await programs(`
    console.log(process.pid);
    console.error(process.argv[2], process.env.OWN, process.env.OTHER);
    process.stdout.write("no line break");`);
  const first = await run("first", { environment: { ...process.env, OWN: "1", OTHER: "2" } });
  const second = await run("second", { environment: { ...process.env, OWN: "3" } });
  const ofRun = (text: string) => ({
    end: 0,
    lines: expect.arrayContaining([text, pidOf(first), "no line break"]) as string[],
  });
  expect(first).toEqual(ofRun("first 1 2"));
  expect(second).toEqual(ofRun("second 3 undefined"));
  expect([...first.lines, ...second.lines]).toHaveLength(6);
});

test("find nothing in the process that the run before has left there", async () => {
  const run = await programs(`
    console.log(["beforeExit", "exit", "uncaughtException"].map((event) => process.listenerCount(event)).join());
    console.log(JSON.stringify(globalThis.globalStore), process.exitCode);
    for (const event of ["exit", "uncaughtException"]) process.on(event, () => {});`);
  await run("first");
  const second = await run("second");
  expect(await run("third")).toEqual({
    ...second,
    lines: second.lines.map((line) => line.replace("second", "third")),
  });
});

test.each([
  ["an exit code", "process.exitCode = 3", 3],
  ["an exit code that is set at the end", "process.once('exit', () => { process.exitCode = 4 })", 4],
  [
    "an error that is handled",
    "process.on('uncaughtException', () => { process.exitCode = 5 }); throw 'oh'",
    5,
  ],
  [
    "an error that the runner notes",
    "let isFaulty; process.on('uncaughtException', () => { isFaulty = true }); process.on('exit', () => { if (isFaulty) process.exitCode = 7 }); throw 'oh'",
    7,
  ],
  [
    "an unresolved promise",
    "void require('../../runtime/debuggable.js').debuggablePromise(new Promise(() => {}))",
    6,
  ],
])("that fail by %s leave the process to the next", async (_, failure, end) => {
  const run = await programs(`console.log(process.pid); if (process.argv[2] === "fails") { ${failure} }`);
  const failed = await run("fails");
  expect(failed).toEqual({ end, lines: [expect.any(String)] });
  expect(await run("works")).toEqual({ ...failed, end: 0 });
  expect(await run("fails")).toEqual(failed);
});

test.each([
  ["an exit", "process.exit(32)", 32],
  ["an error", "throw new Error('oh')", 1],
  ["a signal", "process.kill(process.pid, 'SIGKILL')", "SIGKILL"],
])("that fail by %s end as they would alone, and the next gets a new process", async (_, failure, end) => {
  const run = await programs(`console.log(process.pid); if (process.argv[2] === "fails") ${failure}`);
  const before = await run("works");
  expect((await run("fails")).end).toBe(end);
  const after = await run("works");
  expect(after.end).toBe(0);
  expect(pidOf(after)).not.toBe(pidOf(before));
});

test("deliver their messages although a message of the run before still waits", async () => {
  const run = await programs(`
    console.log(process.pid);
    globalThis.held ??= require("../../log/index.js");
    for (const log of [globalThis.held, require("../../log/index.js")]) log.say(process.argv[2]);`);
  const waiting = await run("waits");
  for (const text of ["first", "second"])
    expect(await run(text)).toEqual({ end: 0, lines: [pidOf(waiting), text, text] });
});

const signal = AbortSignal.abort();

test("that are cancelled may end by themselves, in silence, and leave the process to the next", async () => {
  const run = await programs("console.log(process.pid); setTimeout(() => console.log('late'), 1)");
  const before = await run("before");
  expect(await run("cancelled", { signal })).toEqual({ end: 0, lines: [] });
  expect(pidOf(await run("after"))).toBe(pidOf(before));
});

test("that are cancelled and continue are ended", async () => {
  const run = await programs("setInterval(() => {}, 1000)", 1);
  expect((await run("", { signal })).end).toBe("SIGTERM");
});

test("have processes of their own if they run at the same time", async () => {
  const run = await programs("console.log(process.pid)");
  const [one, other] = await Promise.all([run("one"), run("other")]);
  expect(pidOf(one)).not.toBe(pidOf(other));
});

test.each([
  ["other options of Node", { nodeArgs: ["--no-warnings"] }],
  ["another proxy", { environment: { ...process.env, https_proxy: "http://localhost:1" } }],
])("share no process with a program that has %s", async (_, changes) => {
  const run = await programs("console.log(process.pid)");
  const one = await run("one");
  const other = await run("other", changes);
  expect(pidOf(one)).not.toBe(pidOf(other));
  expect(pidOf(await run("again"))).toBe(pidOf(one));
});

test("start without the environment of their first run, whose secrets other processes could read", async () => {
  const run = await programs("console.log(require('node:fs').readFileSync('/proc/self/environ', 'utf8'))");
  const { lines } = await run("", { environment: { ...process.env, OWN: "a secret" } });
  expect(lines.join("\n")).not.toContain("OWN=");
});
