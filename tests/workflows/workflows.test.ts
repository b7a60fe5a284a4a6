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

test("a preview has an environment of its own and nothing on forks; a deployment is never ended half-way", () => {
  const preview = jobOf("preview.yml", "preview");
  expect(preview.environment).toBe("${{ matrix.stack }}-preview");
  expect(preview.if).toBe("github.event.pull_request.head.repo.full_name == github.repository");
  expect(JSON.stringify(jobOf("preview.yml", "rehearse"))).not.toContain("secrets.");
  expect(jobOf("deploy.yml", "deploy").concurrency?.["cancel-in-progress"]).toBe(false);
});

describe("the pull request's comment", () => {
  const script = scriptOf(jobOf("preview.yml", "comment"));
  const post = (github: FakeGithub, files: Record<string, string>) =>
    runScript(script, github, files, { HEAD: "0123456789abcdef", STACKS: "dev prod" });
  const reports = { "reports/dev.md": "## dev: safe", "reports/prod.md": "## prod: safe" };

  test("is one, updated by each run", async () => {
    const github = new FakeGithub();
    await post(github, { ...reports, "reports/dev.rehearsal.md": "## dev, rehearsed" });
    await post(github, { ...reports, "reports/prod.md": "## prod: weakens security" });
    expect(github.calls).toEqual(["createComment", "updateComment"]);
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toMatch(
      /^<!-- auth0-phone-mfa reports -->\n\n## dev: safe\n\n## prod: weakens/,
    );
    expect(github.comments[0]?.body).toContain(
      "For 0123456789 · [run and pictures](https://github.com/acme/tenants/actions/runs/99)",
    );
  });

  test("is never somebody else's", async () => {
    const github = new FakeGithub();
    github.comments.push({
      id: 1,
      body: "<!-- auth0-phone-mfa reports --> mine",
      user: { login: "mallory" },
    });
    await post(github, reports);
    expect(github.calls).toEqual(["createComment"]);
    expect(github.comments[0]?.body).toContain("mine");
  });

  test("says which stack has no report", async () => {
    const github = new FakeGithub();
    await post(github, { "reports/dev.md": "## dev: safe" });
    expect(github.comments[0]?.body).toContain("## prod: no report");
  });

  test("keeps each summary where all is too long", async () => {
    const github = new FakeGithub();
    const long = `## dev: safe\n\n<details>${"x".repeat(70_000)}</details>`;
    await post(github, { ...reports, "reports/dev.md": long });
    const body = github.comments[0]?.body ?? "";
    expect(body.length).toBeLessThan(65_536);
    expect(body).toContain("## dev: safe");
    expect(body).toContain("## prod: safe");
    expect(body).toContain("Too long for a comment");
  });
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
