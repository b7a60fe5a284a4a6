import { describe, expect, test } from "vitest";
import { FakeGithub, runScript } from "./fakeGithub.ts";
import { jobOf, scriptOf, workflows } from "./workflow.ts";

describe.each(workflows)("$file", ({ text, on, permissions, jobs }) => {
  test("trusts only commits, and gives each job minimal permissions", () => {
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

  test("has no expression in a command", () => {
    for (const { steps } of Object.values(jobs))
      for (const { run = "", with: given } of steps) {
        expect(run).not.toContain("${{");
        expect(JSON.stringify(given?.["script"] ?? "")).not.toContain("${{");
      }
  });
});

test("a deployment waits for its environment, and is never canceled halfway", () => {
  const deploy = jobOf("deploy.yml", "deploy");
  expect(deploy.environment).toBe("${{ matrix.stack }}");
  expect(deploy.concurrency?.["cancel-in-progress"]).toBe(false);
});

test("a pull request from a fork gets no credential and no comment", () => {
  for (const job of [jobOf("preview.yml", "preview"), jobOf("preview.yml", "comment")])
    expect(job.if).toContain("head.repo.full_name == github.repository");
  const rehearse = JSON.stringify(jobOf("preview.yml", "rehearse"));
  expect(rehearse).not.toMatch(/secrets\.|vars\.|environment/);
});

test("a preview's credentials are the read-only ones", () => {
  expect(jobOf("preview.yml", "preview").environment).toBe("${{ matrix.stack }}-preview");
});

describe("the comment on a pull request", () => {
  const script = scriptOf(jobOf("preview.yml", "comment"));
  const environment = { STACKS: "dev prod", HEAD: "0123456789abcdef0123" };
  const run = (github: FakeGithub, files: Record<string, string>) =>
    runScript(script, github, files, environment);
  const bodyOf = (github: FakeGithub) => github.comments.at(-1)?.body ?? "";

  test("is posted once, and updated", async () => {
    const github = new FakeGithub();
    github.comments.push({
      id: 1,
      body: "<!-- auth0-phone-mfa preview --> not ours",
      user: { login: "eve" },
    });
    await run(github, { "review/dev.md": "dev is safe", "review/prod.md": "prod is safe" });
    await run(github, { "review/dev.md": "dev: no change", "review/prod.md": "prod: no change" });
    expect(github.calls).toEqual(["createComment", "updateComment"]);
    expect(bodyOf(github)).toMatch(/^<!-- auth0-phone-mfa preview -->/);
    expect(bodyOf(github)).toContain("dev: no change");
    expect(bodyOf(github)).toContain("For 0123456789ab.");
    expect(bodyOf(github)).toContain("https://github.com/acme/tenants/actions/runs/99");
    expect(github.comments[0]?.body).toContain("not ours");
  });

  test("begins with one line over all stacks", async () => {
    const github = new FakeGithub();
    const dev = "<!-- auth0-phone-mfa review -->\n\n### ✗ dev: weakens security\n\n- ✗ MFA policy";
    await run(github, { "review/dev.md": dev });
    expect(bodyOf(github).split("\n")[2]).toBe("**✗ dev: weakens security · prod: not reviewed**");
  });

  test("reports a failed preview", async () => {
    const github = new FakeGithub();
    await run(github, { "review/dev.md": "dev is safe" });
    expect(bodyOf(github)).toContain("### prod: not reviewed");
  });

  test("is truncated to GitHub's limit, and keeps the beginning of each report", async () => {
    const github = new FakeGithub();
    const long = `the verdict\n${"a line of it\n".repeat(9000)}`;
    await run(github, { "review/dev.md": long, "review/prod.md": long });
    expect(bodyOf(github).length).toBeLessThan(65_536);
    expect(bodyOf(github).match(/the verdict/g)).toHaveLength(2);
    expect(bodyOf(github).match(/Truncated\./g)).toHaveLength(2);
  });
});

describe("a stack's drift issue", () => {
  const script = scriptOf(jobOf("drift.yml", "issue"));
  const run = (github: FakeGithub, files: Record<string, string>) => runScript(script, github, files);

  test("is opened, updated and closed, one per stack", async () => {
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

  test("stays unchanged if the comparison failed", async () => {
    const github = new FakeGithub();
    await run(github, { "drift/prod.md": "policy: never" });
    await run(github, { "drift/dev.md": "" });
    expect(github.calls).toEqual(["create"]);
    expect(github.issues[0]?.state).toBe("open");
  });
});
