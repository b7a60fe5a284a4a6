import { expect, test } from "vitest";
import { newWorkspace } from "../support/program/workspace.ts";

test("every command works in a different repository, under a different name, with hoisted packages", async () => {
  const { command, folder } = await newWorkspace();
  const stack = ["--stack", "organization/acme-auth0/dev"];
  const works = async (name: string, ...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await command(name, ...args);
    expect(code, `${name} ${args.join(" ")}\n${stdout}\n${stderr}`).toBe(0);
    return stdout;
  };

  await works("doctor", ...stack);
  await works("pulumi", "preview", ...stack);
  await works("pulumi", "up", "--yes", "--skip-preview", ...stack);
  await works("drift", ...stack);
  expect(await works("review", "--base", "main", ...stack)).toContain("dev: no change");
  await works("adopt", "--dry-run", ...stack);
  const report = await works("rehearse", "--base", "main", "--folder", `${folder}/.rehearsal`, ...stack);
  expect(report).toContain("dev: sign-in is not affected");
  await works("pulumi", "refresh", "--yes", "--skip-preview", ...stack);
  await works("pulumi", "destroy", "--yes", "--skip-preview", ...stack);
});
