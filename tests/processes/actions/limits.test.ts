import { describe, expect, test } from "vitest";
import { handling, newRuntime, runBody, unified } from "./support.ts";

const timeLimitMs = 700;

describe("a call that does not end is stopped", () => {
  test.each([
    ["a loop", "for (;;) {}"],
    ["a promise that never settles", "await new Promise(() => {});"],
    ["a pattern with catastrophic backtracking", `/^(a+)+$/.test("a".repeat(60) + "!");`],
    ["a loop of promises", "for (;;) await null;"],
    ["an end that it catches", "process.on('exit', () => { for (;;) {} }); process.exit();"],
  ])("%s", async (_name, body) => {
    const runtime = newRuntime({ timeLimitMs });
    const looping = handling(`console.log("begun"); ${body}`);
    const result = await runtime.run(looping, unified, {});
    expect(result).toMatchObject({
      outcome: "timedOut",
      error: { message: `The Action did not end within ${timeLimitMs} ms.` },
      console: [{ level: "log", text: "begun" }],
    });
    expect(result.milliseconds).toBeGreaterThanOrEqual(timeLimitMs - 5);
    await runtime.stop();
    expect(runtime.pids).toEqual([]);
  });

  test("while everything else continues", async () => {
    const runtime = newRuntime({ timeLimitMs });
    let turns = 0;
    const clock = setInterval(() => (turns += 1), 10);
    const looping = runtime.run(handling("for (;;) {}"), unified, {});
    const other = await runtime.run(handling("api.notification.drop('other')"), unified, {});
    expect(other.notification?.reason).toBe("other");
    await looping;
    clearInterval(clock);
    expect(turns).toBeGreaterThan(10);
  });

  test("and others in the same process finish if they can", async () => {
    const runtime = newRuntime({ timeLimitMs: 1500 });
    const deployed = handling(`
      if (event.never) await new Promise(() => {});
      await new Promise((resolve) => setTimeout(resolve, event.milliseconds));
      api.notification.drop("done");`);
    const never = runtime.run(deployed, unified, { never: true });
    await runtime.run(deployed, unified, { milliseconds: 900 });
    const slow = runtime.run(deployed, unified, { milliseconds: 1000 });
    expect((await never).outcome).toBe("timedOut");
    expect(await slow).toMatchObject({ outcome: "completed", notification: { reason: "done" } });
    // The next call begins in a process of its own.
    expect((await runtime.run(deployed, unified, { milliseconds: 0 })).outcome).toBe("completed");
  });
});

describe("a process that uses too much memory is stopped", () => {
  test.each([
    ["arrays", "const all = []; for (;;) all.push(new Array(1000).fill(1.5));"],
    ["buffers", "const all = []; for (;;) all.push(Buffer.alloc(1e6, 1));"],
    [
      "one text",
      `let text = "x"; for (;;) { text += text + Math.random(); text.charCodeAt(0); if (text.length > 2e8) text = "y" + text.slice(1e8); }`,
    ],
    [
      "buffers, slowly",
      "const all = []; for (;;) { all.push(Buffer.alloc(1e7, 1)); await new Promise((r) => setTimeout(r, 1)); }",
    ],
  ])("%s", async (_name, body) => {
    const result = await runBody(body, { memoryLimitMiB: 128 });
    expect(result).toMatchObject({
      outcome: "outOfMemory",
      error: { message: "The Action needed more than 128 MiB of memory." },
    });
    expect(result.milliseconds).toBeLessThan(15_000);
  });
});

describe("only the Action's own process ends", () => {
  test.each([
    ["process.exit", "process.exit(0)", "The Action called process.exit."],
    ["process.reallyExit", "process.reallyExit(0)", "The Action called process.exit."],
    ["process.abort", "process.abort()", /^The Action's process ended/],
    [
      "a throw in a timer",
      "setTimeout(() => { throw new TypeError('late'); }); await new Promise(() => {});",
      "late",
    ],
    ["an unhandled rejection", "Promise.reject(new Error('lonely')); await new Promise(() => {});", "lonely"],
    [
      "a throw after its listeners are gone",
      "process.removeAllListeners(); setTimeout(() => { throw new Error('bare'); }); await new Promise(() => {});",
      "bare",
    ],
  ])("by %s", async (_name, body, message) => {
    const runtime = newRuntime();
    const deployed = handling(`if (event.harm) { ${body} } else api.notification.drop("works");`);
    const [harmed, unrelated] = await Promise.all([
      runtime.run(deployed, unified, { harm: true }),
      runtime.run(handling("api.notification.drop('works')"), unified, {}),
    ]);
    expect(harmed.outcome).toBe("crashed");
    expect(harmed.error?.message).toEqual(
      typeof message === "string" ? message : expect.stringMatching(message),
    );
    expect(unrelated.notification?.reason).toBe("works");
    const next = await runtime.run(deployed, unified, {});
    expect(next.notification?.reason).toBe("works");
  });
});
