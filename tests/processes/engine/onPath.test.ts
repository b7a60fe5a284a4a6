import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { aboutPath, findOnPath, isRecentEnough } from "../../../commands/engine/onPath.ts";

/** A PATH with a `pulumi` that prints this. */
async function pathWithPulumi(script: string): Promise<NodeJS.ProcessEnv> {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, "pulumi"), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, "pulumi"), 0o755);
  return { PATH: `/nowhere:${folder}:/usr/bin:/bin` };
}

test.each([
  ["3.200.0", true],
  ["3.259.0", true],
  ["4.0.0", true],
  ["3.199.9", false],
  ["2.300.0", false],
])("version %s is recent enough: %s", (version, expected) => {
  expect(isRecentEnough(version)).toBe(expected);
});

test.each([
  ["echo v3.259.0", "3.259.0"],
  ["echo 3.259.0-dev", "3.259.0"],
  ["echo v3.100.0", undefined],
  ["echo something else", undefined],
  ["exit 1", undefined],
])("a pulumi that does `%s`", async (script, version) => {
  expect((await findOnPath(await pathWithPulumi(script)))?.version).toBe(version);
});

test("no pulumi at all", async () => {
  expect(await findOnPath({ PATH: "/nowhere" })).toBeUndefined();
});

test.each([
  ["Failed to read stack: it has no domain. Fix: pulumi config set auth0:domain DOMAIN", true],
  ["2 problems\n  one is wrong. Fix: pulumi config rm one\n  another", true],
  ["Failed to read stack. Fix: npm run pulumi -- stack init dev.", false],
  ["Failed to run pulumi up: the policy pack is missing.", false],
])(
  "an error whose fix is a command of pulumi names npm run pulumi without pulumi on PATH: %s",
  async (message, expected) => {
    const about = await aboutPath(message, { PATH: "/nowhere" });
    expect(about).toBe(
      expected
        ? "pulumi is not on PATH: in a fix, replace pulumi with npm run --silent pulumi --"
        : undefined,
    );
    expect(await aboutPath(message, await pathWithPulumi("echo v3.259.0"))).toBeUndefined();
  },
);
