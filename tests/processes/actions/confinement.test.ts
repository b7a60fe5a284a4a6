import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { confinement } from "../../../sandbox/auth0/actions/spawn.ts";
import { handling, newRuntime, unified, valueOf } from "./support.ts";

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "actions-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

describe("an Action gets out of its realm only into its own process", () => {
  test.each([
    ["a function's constructor", `(() => {}).constructor("return process")().env`],
    ["the main module", `globalThis.process.mainModule ?? {}`],
    [
      "a stack's call sites",
      `(() => { Error.prepareStackTrace = (e, sites) => sites.map((site) => site.getFunction?.()?.name ?? null).filter(Boolean); return new Error("x").stack.length ? {} : {}; })()`,
    ],
    [
      "a realm of node:vm",
      `require("node:vm").runInNewContext("this.constructor.constructor('return process')().env", {})`,
    ],
  ])("%s", async (_name, expression) => {
    expect(await valueOf(expression)).toEqual({});
  });

  test("no global or module of the runtime's own program is reachable", async () => {
    expect(
      await valueOf(
        `[typeof globalThis.require, typeof globalThis.module, typeof globalThis.fs, Object.keys(require("module")._cache).length, typeof process.send, typeof process.channel]`,
      ),
    ).toEqual(["undefined", "undefined", "undefined", 0, "undefined", "undefined"]);
  });
});

describe("secrets of others are out of reach", () => {
  test("the environment is empty", async () => {
    expect(await valueOf("process.env")).toEqual({});
  });

  test.each(["self", "parent", "mem"])("/proc of %s can't be read", async (whose) => {
    const path = {
      self: "'/proc/self/environ'",
      parent: "`/proc/${process.ppid}/environ`",
      mem: "'/proc/self/mem'",
    };
    const expression = `require("fs").readFileSync(${path[whose as keyof typeof path]}, "latin1")`;
    expect(await valueOf(expression)).toMatch(/^ERR_ACCESS_DENIED/);
  });

  test("an Action sees its own secrets only", async () => {
    const runtime = newRuntime();
    await runtime.run(
      handling("globalThis.seen = event.secrets", { secrets: { TOKEN: "of the first" } }),
      unified,
      {},
    );
    const second = handling(
      "api.notification.drop(JSON.stringify([event.secrets, globalThis.seen ?? null]))",
      {
        secrets: { OTHER: "of the second" },
      },
    );
    // The output is masked, because it is the second one's secret.
    const { notification } = await runtime.run(second, unified, {});
    expect(notification?.reason).toBe('[{"OTHER":"[secret]"},null]');
  });
});

describe("what Node itself denies", () => {
  const probes: [string, string, RegExp][] = [
    ["reading a file", `require("fs").readFileSync("/etc/hosts")`, /ERR_ACCESS_DENIED/],
    ["asking for a file", `require("fs").existsSync("/etc/hosts")`, /^false$|ERR_ACCESS_DENIED/],
    ["reading a folder", `require("fs").promises.readdir("/")`, /ERR_ACCESS_DENIED/],
    ["writing a file", `require("fs").writeFileSync("/tmp/never", "")`, /ERR_ACCESS_DENIED/],
    ["making a link", `require("fs").symlinkSync("/etc/hosts", "/tmp/never")`, /ERR_ACCESS_DENIED/],
    ["a blob of a file", `require("fs").openAsBlob("/etc/hosts")`, /ERR_ACCESS_DENIED/],
    ["node:sqlite", `require("node:sqlite")`, /ERR_UNKNOWN_BUILTIN_MODULE|MODULE_NOT_FOUND/],
    ["a process", `require("child_process").execSync("true")`, /ERR_ACCESS_DENIED/],
    ["another program in its place", `process.execve("/bin/true", ["true"], {})`, /ERR_ACCESS_DENIED/],
    ["a worker", `new (require("worker_threads").Worker)("1", { eval: true })`, /ERR_ACCESS_DENIED/],
    [
      "hooks in a thread of their own",
      `require("module").register("data:text/javascript,")`,
      /ERR_ACCESS_DENIED/,
    ],
    [
      "an addon",
      `process.dlopen({ exports: {} }, "/tmp/never.node")`,
      /ERR_DLOPEN_DISABLED|ERR_ACCESS_DENIED/,
    ],
    ["an inspector", `require("inspector").open(0)`, /ERR_ACCESS_DENIED/],
    ["an inspector of its own", `new (require("inspector").Session)().connect()`, /ERR_ACCESS_DENIED/],
    ["WASI", `new (require("wasi").WASI)({ version: "preview1" })`, /ERR_ACCESS_DENIED/],
    ["internal bindings", `process.binding("tcp_wrap")`, /ERR_ACCESS_DENIED/],
    [
      "traces",
      `require("trace_events").createTracing({ categories: ["node"] }).enable()`,
      /ERR_ACCESS_DENIED/,
    ],
    ["a report", `process.report.writeReport("/tmp/never")`, /ERR_ACCESS_DENIED/],
  ];

  test.each(probes)("%s, in an Action", async (_name, expression, denied) => {
    expect(String(await valueOf(expression))).toMatch(denied);
  });

  // Without this project's own refusals: a Node that opens one of these should be noticed.
  test("all of these, in a bare process with the same options", () => {
    const script = probes
      .map(
        ([name, expression]) =>
          `try { const value = await (${expression}); console.log(${JSON.stringify(name)}, value); }
           catch (error) { console.log(${JSON.stringify(name)}, error.code ?? error.message); }`,
      )
      .join("\n");
    const { stdout } = spawnSync(
      process.execPath,
      [...confinement, "--eval", `(async () => {${script}})()`],
      {
        encoding: "utf8",
        env: {},
      },
    );
    for (const [name, , denied] of probes) {
      const line = stdout.split("\n").find((each) => each.startsWith(`${name} `));
      expect(line?.slice(name.length + 1), name).toMatch(denied);
    }
  });

  test("a link to a file outside can't be followed", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "key"), "private");
    symlinkSync(join(folder, "key"), join(folder, "link"));
    for (const name of ["key", "link"]) {
      const path = JSON.stringify(join(folder, name));
      expect(await valueOf(`require("fs").readFileSync(${path}, "utf8")`)).toMatch(/^ERR_ACCESS_DENIED/);
      expect(await valueOf(`import(${path})`)).toMatch(/ERR_ACCESS_DENIED/);
    }
    const written = JSON.stringify(join(folder, "written"));
    expect(await valueOf(`require("module").enableCompileCache(${written})`)).not.toMatchObject({
      status: 1,
    });
    expect(existsSync(join(folder, "written"))).toBe(false);
  });
});

describe("what the runtime denies in addition", () => {
  test.each([
    ["a signal to the sandbox", `process.kill(process.ppid, 0)`],
    ["a signal by the inner function", `process._kill(process.ppid, 0)`],
    ["the sandbox's inspector", `process._debugProcess(process.ppid)`],
    ["the sandbox's priority", `require("os").setPriority(process.ppid, 19)`],
    ["a heap snapshot", `require("v8").getHeapSnapshot()`],
    ["other limits", `require("v8").setFlagsFromString("--max-old-space-size=9999")`],
    ["hooks on calls", `require("async_hooks").createHook({ init() {} })`],
    ["a file by its number", `require("fs").readSync(4, Buffer.alloc(1))`],
    ["a signal by import()", `import("node:process").then((module) => module.default.kill(process.ppid, 0))`],
    ["a signal by a builtin", `process.getBuiltinModule("process").kill(process.ppid, 0)`],
  ])("%s", async (_name, expression) => {
    expect(await valueOf(expression)).toMatch(/^ERR_ACCESS_DENIED: The local tenant keeps Actions from/);
  });

  test("and none of it can be restored by redefining it", async () => {
    expect(await valueOf(`Object.defineProperty(process, "kill", { value: 1 })`)).toMatch(/^TypeError/);
    expect(await valueOf(`delete process.kill`)).toBe(false);
  });
});
