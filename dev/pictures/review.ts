import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { marked } from "marked";
import type { Browser } from "playwright-core";
import { run } from "../../commands/engine/run.ts";
import { setValues } from "../../commands/engine/stackFile.ts";
import { startLocalStack } from "../../commands/local/localStack.ts";
import type { Toolchain } from "../../commands/local/localStack.ts";
import { CommandError } from "../../commands/terminal/command.ts";
import type { Progress } from "../../commands/engine/progress.ts";
import { changeFingerprint } from "../../commands/userStack/changeFingerprint.ts";
import { commitAll, copyProject } from "../projectCopy.ts";
import { root } from "../root.ts";
import { openPage, photograph, schemes } from "./schemes.ts";

/** The pull request of the picture: Plivo's Action signs with the wrong token, which no preview can tell. */
const change = {
  file: "senders/plivo/action.cjs",
  from: ":${secrets.PLIVO_AUTH_TOKEN}",
  to: ":${secrets.PLIVO_TOKEN}",
};

/** Reviews and rehearses a change, and photographs the report as a comment on GitHub has it. */
export async function photographReview(
  browser: Browser,
  folder: string,
  toolchain: Toolchain,
  progress: Progress,
): Promise<void> {
  const report = await reportOf(toolchain, progress);
  const styles = await readFile(
    createRequire(import.meta.url).resolve("github-markdown-css/github-markdown.css"),
    "utf8",
  );
  for (const scheme of schemes) {
    // 720 CSS pixels, as the column of a pull request.
    const page = await openPage(browser, scheme, { width: 720, height: 400 });
    await page.setContent(`<!doctype html><meta charset="utf-8"><style>${styles}
      body { margin: 0 } .markdown-body { padding: 24px; }</style>
      <article class="markdown-body">${await marked(report, { gfm: true })}</article>`);
    await photograph(page, folder, { name: "review", scheme });
    await page.context().close();
  }
}

async function reportOf(toolchain: Toolchain, progress: Progress): Promise<string> {
  const top = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-pictures-"));
  try {
    const project = join(top, "project");
    await copyProject(project);
    await symlink(join(root, "node_modules"), join(project, "node_modules"));
    await setValues(join(project, "Pulumi.dev.yaml"), { "auth0-phone-mfa:sender": "plivo" });
    await commitAll(project);
    const local = await startLocalStack(toolchain, {
      stack: "dev",
      sender: "plivo",
      phoneExperience: "unified",
      project,
    });
    try {
      const up = await local.pulumi(["up", "--yes", "--skip-preview"]);
      if (up.code !== 0)
        throw new CommandError(`Failed to deploy the stack of the picture: ${up.stdout}\n${up.stderr}`);
      const action = join(project, change.file);
      const code = await readFile(action, "utf8");
      if (!code.includes(change.from)) throw new CommandError(`${change.file} no longer has ${change.from}.`);
      await writeFile(action, code.replace(change.from, change.to));
      const rehearsal = join(top, "rehearsal.json");
      const review = join(top, "review.md");
      progress("rehearsing");
      const options = ["--stack", "dev"];
      await command("rehearse", [...options, "--cwd", project, "--base", "main", "--json", rehearsal]);
      // The local stack's file also has its tenant, so the review would take the rehearsal for another change's.
      const own = JSON.stringify(await changeFingerprint(local.folder, "dev"));
      const rehearsed = await readFile(rehearsal, "utf8");
      await writeFile(rehearsal, rehearsed.replace(/(?<="fingerprint": ?)"[^"]*"/, own));
      progress("reviewing");
      await command(
        "review",
        [...options, "--cwd", local.folder, "--rehearsal", rehearsal, "--markdown", review],
        local.environment,
      );
      return await readFile(review, "utf8");
    } finally {
      await local.close();
    }
  } finally {
    await rm(top, { recursive: true, force: true });
  }
}

/** Runs one of this project's commands; findings are what it is run for. */
async function command(name: string, args: readonly string[], environment: object = {}): Promise<void> {
  const { code, stderr } = await run(process.execPath, [join(root, "commands", `${name}.ts`), ...args], {
    env: { ...process.env, ...environment },
  });
  if (code !== 0 && code !== 2) throw new CommandError(`Failed to run ${name}: ${stderr}`);
}
