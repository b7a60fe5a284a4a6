import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { withoutAccounts } from "../../../commands/engine/accounts.ts";
import { run } from "../../../commands/engine/run.ts";

const users = {
  AUTH0_API_TOKEN: "another tenant's",
  AUTH0_DOMAIN: "acme.eu.auth0.com",
  TWILIO_AUTH_TOKEN: "theirs",
  PLIVO_AUTH_ID: "theirs",
  PULUMI_ACCESS_TOKEN: "theirs",
  PULUMI_BACKEND_URL: "s3://states",
};

test("an environment without the user's own accounts keeps all other variables", () => {
  const others = { PATH: "/bin", HTTPS_PROXY: "http://p:1", MY_AUTH0_NOTE: "mine", GITHUB_TOKEN: "x" };
  expect(withoutAccounts({ ...users, ...others })).toEqual(others);
});

/** What a command sees of its environment, and what a process that it starts does. */
async function seenBy(text: string): Promise<string[]> {
  const folder = fileURLToPath(new URL("../../../", import.meta.url));
  const script = `
    import { spawnSync } from "node:child_process";
    import { defineCommand } from "./commands/terminal/command.ts";
    const command = defineCommand({ name: "x", summary: "", options: {}, ${text} });
    await command.run(async () => {
      const own = Object.keys(process.env);
      const child = spawnSync(process.execPath, ["-p", "Object.keys(process.env).join()"], { encoding: "utf8" });
      console.log(JSON.stringify([...own, ...child.stdout.trim().split(",")]));
      return 0;
    });`;
  const { stdout, stderr } = await run(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: folder,
    env: { PATH: process.env["PATH"] ?? "", ...users },
  });
  expect(stderr).toBe("");
  return (JSON.parse(stdout) as string[]).filter((name) => Object.hasOwn(users, name));
}

describe("the user's own accounts", () => {
  test("are hidden from a command for local tenants, and from the processes that it starts", async () => {
    expect(await seenBy("local: true")).toEqual([]);
  });

  test("are available to any other command", async () => {
    expect(await seenBy("")).toEqual([...Object.keys(users), ...Object.keys(users)]);
  });
});
