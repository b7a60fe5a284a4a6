import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FrameReader, commandLine } from "../../../sandbox/auth0/actions/frames.ts";
import { handling, newRuntime, runBody, unified, valueOf } from "./support.ts";

const id = "00000000-0000-4000-8000-000000000000";
const done = { type: "done", id, error: null, notification: null };

describe("an Action can't forge a response", () => {
  test.each([
    ["process.send", `process.send({ type: "done" })`],
    ["the pipe by its number", `require("fs").writeSync(3, "{}\\n")`],
    ["the pipe by its number, in pieces", `require("fs").writevSync(3, [Buffer.from("{}\\n")])`],
    [
      "the pipe by its number, later",
      `new Promise((resolve, reject) => require("fs").write(3, "{}\\n", (error) => error ? reject(error) : resolve("written")))`,
    ],
    [
      "a stream on the pipe",
      `new Promise((resolve, reject) => require("fs").createWriteStream(null, { fd: 3 }).on("error", reject).end("{}\\n", resolve))`,
    ],
    ["a file handle on the pipe", `require("fs").promises.writeFile(3, "{}\\n")`],
    ["a terminal on the pipe", `new (require("tty").WriteStream)(3)`],
    ["a socket on the pipe", `new (require("net").Socket)({ fd: 3 }).write("{}\\n")`],
    ["the pipe's path", `require("fs").writeFileSync("/proc/self/fd/3", "{}\\n")`],
    ["the handles that wait", `process._getActiveHandles()`],
    ["the requests that wait", `process._getActiveRequests()`],
    ["closing the pipe", `require("fs").closeSync(3)`],
  ])("by %s", async (_name, expression) => {
    expect(await valueOf(expression)).toMatch(
      /^(TypeError|Error|ERR_\w+): .*(rejected|keeps|not a function|restricted)/,
    );
  });

  test("output to stdout and stderr is discarded", async () => {
    const forged = JSON.stringify(JSON.stringify({ ...done, error: { name: "Forged", message: "" } }));
    const result = await runBody(`
      process.stdout.write(${forged} + "\\n"); process.stderr.write(${forged} + "\\n");
      api.notification.drop("true")`);
    expect(result).toMatchObject({
      outcome: "completed",
      error: null,
      console: [],
      notification: { reason: "true" },
    });
  });

  // The built-ins that responses are made with are replaced; each replacement looks for the id and forges the
  // outcome.
  test.each([
    [
      "toJSON",
      "Object.prototype.toJSON = function () { seen(this); return forged; }; String.prototype.toJSON = function () { seen(this); return 'forged'; };",
    ],
    ["JSON.stringify", "JSON.stringify = (value) => { seen(value); return forged; };"],
    ["writeSync", "try { require('fs').writeSync = (fd, text) => seen(text); } catch {}"],
    [
      "setters of the prototype",
      "for (const key of ['id', 'type', 'error', 'notification']) Object.defineProperty(Object.prototype, key, { set(value) { seen(value); }, get() { seen(this); return 'forged'; }, configurable: true });",
    ],
    [
      "call and bind",
      "for (const key of ['call', 'apply', 'bind']) Function.prototype[key] = function (...args) { seen(args); return 'forged'; };",
    ],
    [
      "getters of buffers",
      "for (const key of ['length', 'byteLength']) try { Object.defineProperty(Object.getPrototypeOf(Uint8Array.prototype), key, { get() { seen(this); return 0; } }); } catch {}",
    ],
    [
      "texts",
      "for (const key of ['slice', 'indexOf', 'split']) String.prototype[key] = function () { seen(this); return 'forged'; };",
    ],
    [
      "streams and events",
      "const { Writable } = require('stream'); Writable.prototype.write = function (chunk) { seen(chunk); return true; }; require('events').prototype.emit = function (...args) { seen(args); return true; };",
    ],
    [
      "promises",
      "const then = Promise.prototype.then; Promise.prototype.then = function (...args) { seen(this); return Reflect.apply(then, this, args); };",
    ],
  ])("by replacing %s", async (_name, replacement) => {
    const deployed = handling(`
      const found = globalThis.found ??= [];
      if (!event.first) { api.notification.drop(found.join()); return; }
      const has = Object.hasOwn;
      const match = RegExp.prototype.exec;
      const seen = (value) => { try { const hit = Reflect.apply(match, /[0-9a-f]{8}-[0-9a-f]{4}-4/, [typeof value === "string" ? value : Object(value) === value && has(value, "id") ? value.id : Buffer.isBuffer(value) ? value.latin1Slice() : ""]); if (hit) found[found.length] = hit[0]; } catch {} };
      const forged = { type: "done", error: { name: "Forged", message: "" } };
      ${replacement}
      console.log("a line");
      throw new Error("true");`);
    const runtime = newRuntime({ timeLimitMs: 5000 });
    const first = await runtime.run(deployed, unified, { first: true });
    expect(first).toMatchObject({ outcome: "failed", error: { message: "true" } });
    const second = await runtime.run(deployed, unified, {});
    expect(second.notification?.reason ?? "").not.toMatch(/[0-9a-f]{8}-/);
  });
});

describe("only known frames are accepted", () => {
  const read = (text: string): unknown[] => [...new FrameReader().read(Buffer.from(text))];

  test("and are complete, however they were split", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 200 }),
        fc.integer({ min: 1, max: 40 }),
        (text, size) => {
          const frame = { type: "console", id, level: "log", text, cut: false };
          const bytes = Buffer.from(`${JSON.stringify(frame)}\n${JSON.stringify(done)}\n`);
          const reader = new FrameReader();
          const frames = [];
          for (let at = 0; at < bytes.length; at += size)
            frames.push(...reader.read(bytes.subarray(at, at + size)));
          expect(frames).toEqual([{ ...frame, text: text.toWellFormed() }, done]);
        },
      ),
    );
  });

  test.each([
    ["no JSON", "{"],
    ["no object", "1"],
    ["another type", JSON.stringify({ type: "NODE_HANDLE" })],
    ["another id", JSON.stringify({ ...done, id: "1" })],
    ["more than there is", JSON.stringify({ ...done, more: true })],
    ["another wish", JSON.stringify({ ...done, notification: { kind: "sent", reason: "" } })],
    ["a prototype", `{"type":"done","id":"${id}","error":null,"notification":null,"__proto__":{}}`],
    ["too long a text", JSON.stringify({ type: "dying", name: "", message: "x".repeat(70_001) })],
  ])("not %s", (_name, line) => {
    expect(() => read(`${line}\n`)).toThrow();
  });

  test("not a line without an end", () => {
    const reader = new FrameReader();
    const megabyte = Buffer.alloc(1_000_001, "x");
    expect(() => [...reader.read(megabyte)]).toThrow("too long");
  });

  test("and a command is one line of ASCII", () => {
    const line = commandLine({ type: "load", code: "ä\u2028\n😀", hosts: [] });
    expect(line).toMatch(/^[\x20-\x7e]+\n$/);
    expect(JSON.parse(line)).toEqual({ type: "load", code: "ä\u2028\n😀", hosts: [] });
  });
});
