import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";

const attachFile = "../../../commands/engine/attach.ts";

afterEach(() => {
  vi.doUnmock(attachFile);
  vi.resetModules();
  vi.unstubAllEnvs();
});

/** Runs a `pulumi` that prints its arguments and its environment, with something attached. */
async function ran(args: string[], options: { onTerminal?: boolean } = {}) {
  const binFolder = await mkdtemp(join(tmpdir(), "pulumi-test-"));
  onTestFinished(() => rm(binFolder, { recursive: true, force: true }));
  await writeFile(join(binFolder, "pulumi"), '#!/bin/sh\necho "$@"\nenv\nexit 3\n');
  await chmod(join(binFolder, "pulumi"), 0o755);
  const stop = vi.fn<() => void>();
  const attached = { environment: { PULUMI_DEBUG_PROVIDERS: "auth0:1" }, stop };
  vi.resetModules();
  vi.doMock(attachFile, () => ({ attach: () => Promise.resolve(attached) }));
  const { runPulumi } = await import("../../../commands/engine/isolatedStack.ts");
  const environment = { PATH: process.env["PATH"] ?? "", PULUMI_HOME: "/own" };
  const { code, stdout } = await runPulumi({ folder: binFolder, environment, binFolder }, args, options);
  const [printed = "", ...variables] = stdout.trim().split("\n");
  return { code, printed, variables, stop };
}

test("the user's own settings of Pulumi, Auth0 and the carriers don't reach a local stack; all else does", async () => {
  for (const name of [
    "PULUMI_ACCESS_TOKEN",
    "AUTH0_DOMAIN",
    "TWILIO_AUTH_TOKEN",
    "PLIVO_AUTH_ID",
    "MY_PROXY",
  ])
    vi.stubEnv(name, "theirs");
  const { code, printed, variables } = await ran(["up", "--yes"]);
  expect([code, printed]).toEqual([3, "--non-interactive up --yes"]);
  expect(variables.filter((line) => line.endsWith("=theirs"))).toEqual(["MY_PROXY=theirs"]);
  expect(variables).toEqual(expect.arrayContaining(["PULUMI_HOME=/own", "PULUMI_DEBUG_PROVIDERS=auth0:1"]));
});

test("what is attached serves one run, whatever came of it", async () => {
  const { stop } = await ran(["preview"]);
  expect(stop).toHaveBeenCalledOnce();
});
