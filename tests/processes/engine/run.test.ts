import { expect, test, vi } from "vitest";
import { run } from "../../../commands/engine/run.ts";

/** Runs a program of Node's. */
const node = (source: string, options: Parameters<typeof run>[2] = {}) =>
  run(process.execPath, ["--eval", source], options);

test("a program's output is returned line by line, and complete with its exit code", async () => {
  const lines: string[] = [];
  const errors: string[] = [];
  const result = await node(`console.log("one\\ntwo"); console.error("three"); process.exitCode = 4;`, {
    onLine: (line) => lines.push(line),
    onErrorLine: (line) => errors.push(line),
  });
  expect(result).toEqual({ code: 4, stdout: "one\ntwo\n", stderr: "three\n" });
  expect([lines, errors]).toEqual([["one", "two"], ["three"]]);
});

test("a program gets its input, folder and environment, and runs without a shell", async () => {
  const source = `process.stdin.on("data", (data) => console.log(String(data), process.cwd(), process.env.ONE));`;
  const { stdout } = await node(source, { input: "$HOME", cwd: "/", env: { ONE: "1" } });
  expect(stdout).toBe("$HOME / 1\n");
});

test("does not fail if the program does not read its input or does not exist", async () => {
  expect((await node("process.exit(0)", { input: "x".repeat(1_000_000) })).code).toBe(0);
  expect(await run("/nowhere/pulumi", [])).toMatchObject({
    code: null,
    stderr: expect.stringContaining("ENOENT") as string,
  });
});

test("on a terminal, a program's output goes only to the terminal", async () => {
  expect(await node("", { onTerminal: true })).toEqual({ code: 0, stdout: "", stderr: "" });
  const result = await node(`process.exitCode = process.stdout.constructor.name === "Socket" ? 1 : 0;`);
  expect(result.code).toBe(1);
});

test.each([
  [
    "an interrupt reaches it, to end in order",
    "signal",
    `process.on("SIGINT", () => { console.log("ending"); process.exit(0); });`,
    { code: 0, stdout: "ready\nending\n" },
  ],
  [
    "a kill ends it at once",
    "kill",
    `process.on("SIGINT", () => console.log("ending"));`,
    { code: null, stdout: "ready\n" },
  ],
])("%s", async (_, name, source, expected) => {
  const stop = new AbortController();
  const options = {
    [name]: stop.signal,
    onLine: () => {
      stop.abort("SIGTERM");
    },
  };
  const running = node(`${source} setInterval(() => {}, 1000); console.log("ready");`, options);
  expect(await running).toMatchObject(expected);
});

test("on a terminal, where programs get an interrupt themselves, it is not sent a second time", async () => {
  const stop = new AbortController();
  const kill = vi.spyOn(process, "kill");
  const running = node("setTimeout(() => {}, 200)", { onTerminal: true, signal: stop.signal });
  stop.abort("SIGINT");
  expect((await running).code).toBe(0);
  expect(kill).not.toHaveBeenCalled();
});

test("a program is not started after an interrupt", async () => {
  const options = { signal: AbortSignal.abort("SIGINT") };
  expect(await node("", options)).toEqual({ code: null, stdout: "", stderr: "interrupted" });
});
