import { describe, expect, test } from "vitest";
import { FakeGithub, runScript } from "./fakeGithub.ts";
import { jobOf, scriptOf, workflows } from "./workflow.ts";

describe.each(workflows)("$file", ({ text, on, permissions, jobs }) => {
  test("trusts nothing but commits, and gives each job the least", () => {
    expect(Object.keys(on)).not.toContain("pull_request_target");
    expect(permissions).toEqual({});
    for (const { permissions: own, steps } of Object.values(jobs)) {
      const writes = Object.values(own ?? {}).includes("write");
      const usesCheckout = steps.some(({ uses }) => uses?.startsWith("actions/checkout@"));
      expect(writes && usesCheckout, "what may write runs no code of the change").toBe(false);
    }
    const uses = [...text.matchAll(/uses: (.*)/g)].map(([, one]) => one);
    for (const one of uses) expect(one).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("puts no expression into a command", () => {
    for (const { steps } of Object.values(jobs))
      for (const { run = "", with: given } of steps) {
        expect(run).not.toContain("${{");
        expect(JSON.stringify(given?.["script"] ?? "")).not.toContain("${{");
      }
  });
});

test("a deployment waits for its environment and is never ended half-way", () => {
  const deploy = jobOf("deploy.yml", "deploy");
  expect(deploy.environment).toBe("${{ matrix.stack }}");
  expect(deploy.concurrency?.["cancel-in-progress"]).toBe(false);
});

describe("a stack's drift issue", () => {
  const script = scriptOf(jobOf("drift.yml", "issue"));
  const run = (github: FakeGithub, files: Record<string, string>) => runScript(script, github, files);

  test("is opened, updated and closed, one a stack", async () => {
    const github = new FakeGithub();
    await run(github, { "drift/dev.md": "", "drift/prod.md": "policy: never" });
    await run(github, { "drift/dev.md": "", "drift/prod.md": "policy: adaptive" });
    expect(github.issues).toHaveLength(1);
    expect(github.issues[0]).toMatchObject({
      state: "open",
      title: expect.stringContaining("prod") as string,
    });
    expect(github.issues[0]?.body).toContain("policy: adaptive");
    await run(github, { "drift/dev.md": "", "drift/prod.md": "" });
    expect(github.issues[0]?.state).toBe("closed");
    await run(github, { "drift/prod.md": "policy: never" });
    expect(github.issues).toHaveLength(2);
  });

  test("stays as it is where the comparison failed", async () => {
    const github = new FakeGithub();
    await run(github, { "drift/prod.md": "policy: never" });
    await run(github, { "drift/dev.md": "" });
    expect(github.calls).toEqual(["create"]);
    expect(github.issues[0]?.state).toBe("open");
  });
});
