import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { setValues } from "../../commands/engine/stackFile.ts";
import { deploy, expectNoSecret } from "../support/stack/deployedStack.ts";
import type { DeployedStack } from "../support/stack/deployedStack.ts";

// The deployed stack dev, and stack other, a copy of its configuration that is not deployed, in a repository
// whose branch main is the base.
let stack: DeployedStack;
let reports: string;
const file = (name: string) => join(stack.local.folder, `Pulumi.${name}.yaml`);

beforeAll(async () => {
  stack = await deploy({ passphrase: true });
  reports = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-reports-"));
  await stack.local.pulumi(["stack", "init", "other", "--copy-config-from", "dev"]);
  await writeFile(join(stack.local.folder, ".gitignore"), "node_modules\n");
  git("init", "--quiet", "--initial-branch", "main");
  git("add", "--all");
  git(
    "-c",
    "user.name=Ada",
    "-c",
    "user.email=ada@example.com",
    "commit",
    "--quiet",
    "--message",
    "The base",
  );
});
afterAll(async () => {
  await rm(reports, { recursive: true, force: true });
  await stack.close();
});

function git(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync("git", args, { cwd: stack.local.folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  return stdout;
}

/** Changes a stack's configuration, runs the command, and puts the configuration back. */
async function reviewed(values: Record<string, unknown>, ...args: string[]) {
  const before = await readFile(file("dev"), "utf8");
  const own = Object.entries(values).map(([key, value]) => [`auth0-phone-mfa:${key}`, value]);
  await setValues(file("dev"), Object.fromEntries(own) as Record<string, unknown>);
  try {
    const run = await stack.command("review", args);
    expectNoSecret(stack, run.text);
    return run;
  } finally {
    await writeFile(file("dev"), before);
  }
}

const newHost = { callbackUrls: ["http://localhost:3000", "https://app.example.com"] };

test("without a change: one line, and exit code 0", async () => {
  const { code, stdout } = await reviewed({}, "--stack", "dev");
  expect(stdout).toContain("### ✓ dev: no change");
  expect(code).toBe(0);
});

test("several stacks give one report, as Markdown and as JSON", async () => {
  const json = join(reports, "review.json");
  const { code, stdout } = await reviewed(newHost, "--stack", "other", "--stack", "dev", "--json", json);
  expect(stdout.split("\n").slice(0, 4)).toEqual([
    "<!-- auth0-phone-mfa review -->",
    "",
    "**2 stacks** · ! needs attention: dev, other",
    "",
  ]);
  expect(stdout).toContain("callback URL added: `https://app.example.com`");
  expect(code).toBe(2);
  const text = await readFile(json, "utf8");
  expectNoSecret(stack, text);
  expect(JSON.parse(text)).toMatchObject({
    verdict: "needs attention",
    stacks: [{ stack: "dev", risks: [{ id: "host-added" }] }, { stack: "other" }],
  });
});

test("with a base: changes already pending there are marked, and so is a rule that it breaks", async () => {
  // The base's own program would turn MFA on again; somebody has turned it off.
  await stack.api("PUT", "/guardian/policies", []);
  const { code, stdout } = await reviewed(newHost, "--stack", "dev", "--base", "main", "--refresh");
  await stack.api("PUT", "/guardian/policies", ["all-applications"]);
  expect(stdout).toMatch(/MFA policy: Never → Always _\(already pending\)_\n/);
  expect(stdout).toMatch(/callback URL added: `https:\/\/app\.example\.com`\n/);
  expect(stdout).toContain("Compared with `main`");
  expect(code).toBe(2);
  expect(git("worktree", "list").trim().split("\n")).toHaveLength(1);
});

test("a base that does not exist is reported with a fix", async () => {
  const { code, text } = await reviewed({}, "--stack", "dev", "--base", "nowhere");
  expect(text).toMatch(/Failed to compare with --base nowhere: .*Fix: git fetch/);
  expect(text).not.toMatch(/\n\s+at /);
  expect(code).toBe(1);
});

test("a broken rule is reported in full, with its fix", async () => {
  const { code, stdout } = await reviewed({ mfaPolicy: "never" }, "--stack", "dev");
  expect(stdout).toContain("### ✗ dev: weakens security");
  expect(stdout).toContain("Rule `policy-not-lowered` stops the update");
  expect(stdout).toContain("    pulumi config set allowWeakening true --stack dev\n");
  expect(code).toBe(2);
});

test("a failed preview is reported with the reason, never as no change", async () => {
  const { code, stdout } = await reviewed({ callbackUrls: ["nonsense"] }, "--stack", "dev");
  expect(stdout).toContain("### ✗ dev: stopped before any write");
  expect(stdout).toContain('callbackUrls[0] ("nonsense") is not an absolute URL');
  expect(code).toBe(2);
});

test("a stack that does not exist is reported, and the others are reviewed", async () => {
  const { code, stdout } = await reviewed({}, "--stack", "dev", "--stack", "nobody");
  expect(stdout).toContain("### ✓ dev: no change");
  expect(stdout).toContain("no stack has that name");
  expect(code).toBe(1);
});

test("a preview from a file is reviewed without an engine", async () => {
  const { stdout: preview } = await stack.local.pulumi([
    "preview",
    "--json",
    "--show-sames",
    "--stack",
    "dev",
  ]);
  const made = join(reports, "preview.json");
  await writeFile(made, preview);
  const markdown = join(reports, "review.md");
  const { code, stdout } = await reviewed({}, "--preview", made, "--json", "-", "--markdown", markdown);
  expect(JSON.parse(stdout)).toMatchObject({ verdict: "no change", stacks: [{ stack: "dev" }] });
  expect(await readFile(markdown, "utf8")).toContain("### ✓ dev: no change");
  expect(code).toBe(0);

  await cp(file("dev"), made);
  const wrong = await reviewed({}, "--preview", made);
  expect(wrong.text).toContain("it contains no JSON object. Fix: pulumi preview --json --show-sames");
  expect(wrong.code).toBe(1);
});
