import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { project } from "../../commands/local/localStack.ts";
import { setValues } from "../../commands/engine/stackFile.ts";
import { run } from "../../commands/engine/run.ts";
import { newWorkspace } from "../support/program/workspace.ts";

describe("in a clean copy, a stack is previewed, deployed, checked and destroyed after", () => {
  test.each([
    ["npm ci --omit=dev", false],
    ["npm ci --ignore-scripts", true],
    ["npx --yes pnpm@10 install --no-frozen-lockfile", true],
  ])("%s", async (install, isWhole) => {
    const { command, folder, sandbox } = await newWorkspace(install.split(" "));
    const works = async (name: string, ...args: string[]): Promise<string> => {
      const { code, stdout, stderr } = await command(name, ...args, "--stack", "dev");
      expect(code, `${name} ${args.join(" ")}\n${stdout}\n${stderr}`).toBe(0);
      return stdout;
    };
    // Such a stack needs Twilio's package, which is part of this project.
    const { from } = sandbox.describe().twilio;
    await setValues(join(folder, "stacks", "Pulumi.dev.yaml"), {
      "acme-auth0:twilioFrom": undefined,
      "acme-auth0:twilioMessaging": { service: true, numbers: [from] },
    });
    await works("doctor");
    await works("pulumi", "up", "--yes", "--skip-preview");
    await works("drift");
    await works("review");
    await works("adopt", "--dry-run");
    await works("pulumi", "destroy", "--yes", "--skip-preview");

    const script = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const [node = "", ...args] = (script.scripts["sandbox"] ?? "").split(" ");
    const { code, stderr } = await run(node, [...args, "--help"], { cwd: folder });
    expect([code, stderr.trim()]).toEqual(
      isWhole
        ? [0, ""]
        : [
            1,
            "Failed to start: the development packages are not installed. Fix: npm ci, without --omit=dev.",
          ],
    );
  });
});

test("the built package of Twilio matches its sources", async () => {
  const folder = join(project, "sdks", "twilio");
  const built = await mkdtemp(join(tmpdir(), "twilio-sdk-"));
  onTestFinished(() => rm(built, { recursive: true }));
  const options = ["--types", "node", "--sourceMap", "false", "--declarationMap", "false", "--outDir", built];
  const compiler = join(project, "node_modules", "typescript", "bin", "tsc");
  const { code, stdout } = await run(process.execPath, [compiler, "-p", folder, ...options]);
  expect(code, stdout).toBe(0);
  const files = (await readdir(built, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  );
  for (const { parentPath, name } of files) {
    const file = join(parentPath, name);
    const committed = file.replace(built, join(folder, "bin"));
    expect(await readFile(committed, "utf8"), committed).toBe(await readFile(file, "utf8"));
  }
});
