import type { ServerWritableStream } from "@grpc/grpc-js";
import { EventEmitter } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import languagePb from "@pulumi/pulumi/proto/language_pb.js";
import { describe, expect, onTestFinished, test } from "vitest";
import { runPlugin } from "../../../commands/engine/nodeHost/runPlugin.ts";
import { runProgram } from "../../../commands/engine/nodeHost/runProgram.ts";

type PluginCall = ServerWritableStream<languagePb.RunPluginRequest, languagePb.RunPluginResponse>;

/** A folder whose SDK has this script instead of a runner. */
async function folderWith(runner: "cmd/run" | "cmd/run-policy-pack", script: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "node-host-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "node_modules/@pulumi/pulumi", runner, "index.js");
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, script);
  return folder;
}

const killed = "process.kill(process.pid, 'SIGKILL')";

describe("a policy pack", () => {
  /** What the engine receives from a pack: its output, its exit code, and the end of the stream. */
  async function told(folder: string, { cancelled = false, kind = "analyzer" } = {}) {
    const request = new languagePb.RunPluginRequest();
    request.setKind(kind).setPwd(folder).setArgsList(["an argument"]).setEnvList(["OWN=a=b"]);
    const output = { stdout: "", stderr: "" };
    const ends: (number | string)[] = [];
    const call = Object.assign(new EventEmitter(), {
      request,
      write(response: languagePb.RunPluginResponse) {
        output.stdout += Buffer.from(response.getStdout_asU8()).toString();
        output.stderr += Buffer.from(response.getStderr_asU8()).toString();
        if (response.hasExitcode()) ends.push(response.getExitcode());
        else if (cancelled) call.emit("cancelled");
      },
      end: () => ends.push("the end"),
    });
    call.on("error", ({ message }: Error) => ends.push(message));
    await runPlugin(call as unknown as PluginCall, { HOST: "the host's" });
    return { ...output, ends };
  }

  test("gets the engine's arguments and variables, and its output reaches the engine", async () => {
    const folder = await folderWith(
      "cmd/run-policy-pack",
      "console.log(process.argv.slice(2).join(), process.env.OWN, process.env.HOST); console.error('oh')",
    );
    expect(await told(folder)).toEqual({
      stdout: `an argument,${folder} a=b the host's\n`,
      stderr: "oh\n",
      ends: [0, "the end"],
    });
  });

  test.each([
    ["of its own", "process.exitCode = 3", 3],
    ["1 if it is killed", killed, 1],
  ])("passes on its exit code, %s", async (_, script, code) => {
    expect((await told(await folderWith("cmd/run-policy-pack", script))).ends).toEqual([code, "the end"]);
  });

  test("ends when the engine cancels it", async () => {
    const folder = await folderWith("cmd/run-policy-pack", "console.log(1); setInterval(() => {}, 1000)");
    expect((await told(folder, { cancelled: true })).ends).toEqual([1, "the end"]);
  });

  test("ends with exit code 1 if its folder does not exist", async () => {
    const folder = await folderWith("cmd/run-policy-pack", "");
    expect((await told(join(folder, "gone"))).ends).toEqual([1, "the end"]);
  });

  test("is the only plugin that the host runs: others are rejected", async () => {
    const folder = await folderWith("cmd/run-policy-pack", "");
    const message = "This host runs policy packs only, not resource plugins.";
    expect((await told(folder, { kind: "resource" })).ends).toEqual([message]);
  });
});

describe("a program", () => {
  /** How a program ended, as reported to the engine. */
  async function ended(script: string, signal = new AbortController().signal) {
    const request = new languagePb.RunRequest();
    request.setPwd(await folderWith("cmd/run", script));
    const lines: string[] = [];
    const onLine = (_: string, line: string) => lines.push(line);
    const environment = process.env;
    const response = await runProgram(request, { engine: "e", environment, signal, onLine });
    return { error: response.getError(), bail: response.getBail(), lines };
  }

  test.each([
    ["well", "console.log('done')", { error: "", bail: false, lines: ["done"] }],
    ["after it reported an error to the user", "process.exitCode = 32", { error: "", bail: true }],
    ["by an exit code", "process.exitCode = 3", { error: "Program ended with 3", bail: false }],
    ["by a signal", killed, { error: "Program ended with SIGKILL", bail: false }],
  ])("that ends %s is reported with its result", async (_, script, expected) => {
    expect(await ended(script)).toMatchObject(expected);
  });

  test("that is cancelled is reported as such", async () => {
    const { error } = await ended("setInterval(() => {}, 1000)", AbortSignal.abort());
    expect(error).toBe("Program ended with The operation was aborted");
  });
});
