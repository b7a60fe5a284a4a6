import { spawn } from "node:child_process";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { ActionRuntime } from "../../../sandbox/auth0/actions/ActionRuntime.ts";
import { action, handling, legacy, newRuntime, runBody, unified, valueOf } from "./support.ts";

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("a handler gets", () => {
  test("the event, deeply frozen, with the secrets", async () => {
    const body = `"use strict";
      const failed = [];
      for (const change of [() => { event.user.name = "other"; }, () => { event.secrets.A = ""; }, () => { event.more = 1; }, () => { event.list.push(1); }])
        try { change(); } catch (error) { failed.push(error.name); }
      api.notification.drop(JSON.stringify([failed, event.user, event.secrets.A.length]));`;
    const event = { user: { name: "one" }, list: [] };
    const { notification } = await newRuntime().run(
      handling(body, { secrets: { A: "abc" } }),
      unified,
      event,
    );
    expect(JSON.parse(notification?.reason ?? "")).toEqual([Array(4).fill("TypeError"), { name: "one" }, 3]);
    expect(event).toEqual({ user: { name: "one" }, list: [] });
  });

  test("an API without notification in the legacy experience", async () => {
    const code = `exports.onExecuteSendPhoneMessage = async (event, api) => { console.log(Object.keys(api).join()); };`;
    const { console } = await newRuntime().run(action(code), legacy, {});
    expect(console).toEqual([{ level: "log", text: "cache" }]);
  });

  test("a cache of 20 entries, 64 bytes per key, 4 kB per value, 8 kB in total", async () => {
    const set = (key: string, value: string): string => `api.cache.set(${key}, ${value}).type`;
    const value = await valueOf(`[
      ${set(`"k".repeat(65)`, `"v"`)}, ${set(`"k"`, `"v".repeat(4097)`)}, ${set(`"k"`, `"v".repeat(4096)`)},
      ${set(`"l"`, `"v".repeat(4096)`)}, api.cache.delete("k").type, api.cache.delete("k").type,
      Array.from({ length: 21 }, (_, n) => api.cache.set("n" + n, "v").type).lastIndexOf("success"),
      api.cache.get("n0").value, typeof api.cache.get("n0").expires_at, api.cache.get("none") ?? null,
      api.cache.set("n0", "w", { ttl: -1 }).type, api.cache.get("n0") ?? null,
    ]`);
    expect(value).toEqual([
      "error",
      "error",
      "success",
      "error",
      "success",
      "error",
      19,
      "v",
      "number",
      null,
      "success",
      null,
    ]);
  });
});

describe("an Action that can't be run reports the reason", () => {
  test.each([
    [
      "a syntax error",
      "exports.onExecuteCustomPhoneProvider = async (event, api) => {",
      "SyntaxError",
      /Unexpected end|missing/,
    ],
    [
      "no such handler",
      "exports.onExecutePostLogin = async () => {};",
      "Error",
      /exports no function onExecuteCustomPhoneProvider/,
    ],
    ["no exports at all", "module.exports = null;", "Error", /exports no function/],
    ["a throw while it loads", "throw new RangeError('at load');", "RangeError", /^at load$/],
    ["a module that is not there", "require('axios');", "Error", /Cannot find module 'axios'.*Node's own/],
    [
      "a thrown nothing",
      "exports.onExecuteCustomPhoneProvider = async () => { throw undefined; };",
      "Error",
      /undefined/,
    ],
    [
      "an error that throws",
      "exports.onExecuteCustomPhoneProvider = async () => { throw { get message() { throw 1; }, get name() { throw 2; } }; };",
      "Error",
      /./,
    ],
  ])("%s", async (_name, code, name, message) => {
    const result = await newRuntime().run(action(code), unified, {});
    expect(result.outcome).toBe("failed");
    expect(result.error?.name).toBe(name);
    expect(result.error?.message).toMatch(message);
  });

  test("npm modules are listed", async () => {
    const runtime = newRuntime();
    const dependencies = [{ name: "axios", version: "1.7.0" }];
    const result = await runtime.run(handling("", { dependencies }), unified, {});
    expect(result.outcome).toBe("failed");
    expect(result.error?.message).toMatch(/axios@1\.7\.0.*does not install/);
    expect(runtime.pids).toEqual([]);
  });
});

describe("what an Action keeps between calls", () => {
  const counting = `let count = 0; exports.onExecuteCustomPhoneProvider = async (event, api) => {
    count += 1; Array.prototype.polluted = (Array.prototype.polluted ?? 0) + 1;
    api.cache.set("count", String(Number(api.cache.get("count")?.value ?? 0) + 1));
    api.notification.drop([count, [].polluted, api.cache.get("count").value].join());
  };`;

  test("the module and the cache, within a version only", async () => {
    const runtime = newRuntime();
    const one = action(counting);
    const other = action(counting);
    const reasons = [];
    for (const each of [one, one, other, one]) {
      reasons.push((await runtime.run(each, unified, {})).notification?.reason);
    }
    expect(reasons).toEqual(["1,1,1", "2,2,2", "1,1,1", "3,3,3"]);
  });

  test("nothing if the code or a secret changed", async () => {
    const runtime = newRuntime();
    const before = action(counting, { secrets: { A: "one-secret" } });
    await runtime.run(before, unified, {});
    const [pid] = runtime.pids;
    const { notification } = await runtime.run({ ...before, secrets: { A: "another" } }, unified, {});
    expect(notification?.reason).toBe("1,1,1");
    expect(runtime.pids).not.toContain(pid);
  });

  test("no process for longer than a minute without a call", async () => {
    const runtime = newRuntime();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const kept = action(counting);
    await runtime.run(kept, unified, {});
    vi.advanceTimersByTime(59_000);
    expect((await runtime.run(kept, unified, {})).notification?.reason).toBe("2,2,2");
    vi.advanceTimersByTime(59_000);
    expect(runtime.pids).toHaveLength(1);
    vi.advanceTimersByTime(1_000);
    vi.useRealTimers();
    await expect.poll(() => runtime.pids).toEqual([]);
  });

  test("no more than a few processes", async () => {
    const runtime = newRuntime();
    for (let n = 0; n < 5; n += 1) await runtime.run(action(counting), unified, {});
    await expect.poll(() => runtime.pids.length).toBeLessThanOrEqual(3);
  });
});

test("50 concurrent calls keep their events, notifications and consoles apart", async () => {
  const runtime = newRuntime();
  const deployed = handling(`
    console.log("begin", event.n);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
    console.log("end", event.n);
    if (event.n % 5 === 0) throw new Error("no " + event.n);
    api.notification.retry("wish " + event.n);`);
  const results = await Promise.all(
    Array.from({ length: 50 }, (_, n) => runtime.run(deployed, unified, { n })),
  );
  expect(runtime.pids).toHaveLength(1);
  results.forEach((result, n) => {
    expect(result.console.map(({ text }) => text)).toEqual([`begin ${n}`, `end ${n}`]);
    if (n % 5 === 0) expect(result.error?.message).toBe(`no ${n}`);
    else expect(result.notification).toEqual({ kind: "retry", reason: `wish ${n}` });
  });
});

describe("a stopped runtime", () => {
  test("leaves no process, regardless of what its Actions do", async () => {
    const runtime = new ActionRuntime({ hosts: {} });
    const calls = [
      "for (;;) {}",
      "await new Promise(() => {})",
      "process.on('SIGTERM', () => {}); for (;;) await null;",
    ].map((body) => runtime.run(handling(body), unified, {}));
    await runtime.run(handling(""), unified, {});
    const { pids } = runtime;
    expect(pids).toHaveLength(4);
    expect(pids.every(isAlive)).toBe(true);
    await runtime.stop();
    expect(pids.some(isAlive)).toBe(false);
    expect((await Promise.all(calls)).map(({ outcome }) => outcome)).toEqual(Array(3).fill("crashed"));
  });

  test("starts no process, and removes its listeners from this one", async () => {
    // Runtimes of earlier tests may remove theirs at any time.
    const before = process.listeners("exit");
    const added = () => process.listeners("exit").filter((listener) => !before.includes(listener));
    const runtime = new ActionRuntime({ hosts: {} });
    expect(added()).toHaveLength(0);
    await runtime.run(handling(""), unified, {});
    expect(added()).toHaveLength(1);
    await runtime.stop();
    expect(added()).toHaveLength(0);
    await expect(runtime.run(handling(""), unified, {})).rejects.toThrow("stopped");
  });
});

test("a process that exits ends its Actions' processes", async () => {
  const file = new URL("../../../sandbox/auth0/actions/ActionRuntime.ts", import.meta.url).href;
  const script = `
    const { ActionRuntime } = await import(${JSON.stringify(file)});
    const runtime = new ActionRuntime({ hosts: {} });
    const run = (id, code) => runtime.run({ id, code: "exports.onExecuteCustomPhoneProvider = async () => {" + code + "}", secrets: {}, dependencies: [] }, "onExecuteCustomPhoneProvider", {});
    await run("idle", "");
    void run("waiting", "await new Promise(() => {})");
    console.log(JSON.stringify(runtime.pids));
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void parent.kill("SIGKILL"));
  const pids = JSON.parse(
    await new Promise<string>((resolve) =>
      parent.stdout.once("data", (chunk: Buffer) => {
        resolve(String(chunk));
      }),
    ),
  ) as number[];
  expect(pids).toHaveLength(2);
  parent.kill("SIGKILL");
  await expect.poll(() => pids.some(isAlive), { timeout: 10_000 }).toBe(false);
});

test("the milliseconds are the duration of the call", async () => {
  const { milliseconds } = await runBody("await new Promise((resolve) => setTimeout(resolve, 100));");
  expect(milliseconds).toBeGreaterThanOrEqual(100);
});
