import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { environmentFor, prepareToolchain, project } from "../../../commands/local/localStack.ts";
import { setValues } from "../../../commands/engine/stackFile.ts";
import { run } from "../../../commands/engine/run.ts";
import type { RunResult } from "../../../commands/engine/run.ts";
import { startSandbox } from "../../../sandbox/index.ts";
import type { RunningSandbox } from "../../../sandbox/index.ts";
import { sharedSigningKey } from "../tenant/signingKey.ts";
import { commitAll, copyProject } from "../../../dev/projectCopy.ts";

/** This project in somebody else's repository. */
export interface Workspace {
  /** The folder of Pulumi.yaml. */
  folder: string;
  sandbox: RunningSandbox;
  /** `npm run NAME -- ARGS` there. */
  command: (name: string, ...args: string[]) => Promise<RunResult>;
}

/**
 * A repository that has this project in `infra/auth0`, under a name of its own, its stack files in a folder
 * of theirs.
 *
 * @param install how its packages are installed; without it, they are those of this project, hoisted to the
 * top
 */
export async function newWorkspace(install?: readonly string[]): Promise<Workspace> {
  const top = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-workspace-"));
  const sandbox = await startSandbox({ signingKey: await sharedSigningKey() });
  onTestFinished(async () => {
    await sandbox.stop();
    await rm(top, { recursive: true, force: true });
  });
  const folder = join(top, "infra", "auth0");
  await copyProject(folder);
  if (install === undefined) await symlink(join(project, "node_modules"), join(top, "node_modules"));
  else await installIn(folder, install);
  await underItsOwnName(folder);

  const { engine, home } = await prepareToolchain(() => undefined);
  const state = join(top, "state");
  await mkdir(state);
  const description = sandbox.describe();
  const environment = {
    ...environmentFor(description),
    PATH: [engine.binFolder, process.env["PATH"] ?? ""].join(":"),
    HOME: process.env["HOME"] ?? "",
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: "a passphrase",
  };
  const command: Workspace["command"] = (name, ...args) =>
    run(process.execPath, [join(folder, "commands", `${name}.ts`), ...args], {
      cwd: folder,
      env: environment,
    });

  await command("pulumi", "stack", "init", "dev");
  const { auth0, twilio } = description;
  await setValues(join(folder, "stacks", "Pulumi.dev.yaml"), {
    "auth0:domain": auth0.domain,
    "twilio:accountSid": twilio.accountSid,
    "acme-auth0:twilioFrom": twilio.from,
  });
  const set = await run(
    process.execPath,
    [join(folder, "commands", "pulumi.ts"), "config", "set", "--secret", "twilio:authToken"],
    { cwd: folder, env: { ...environment, PULUMI_STACK: "dev" }, input: twilio.authToken },
  );
  if (set.code !== 0) throw new Error(set.stderr);
  await writeFile(join(top, ".gitignore"), "node_modules\nstate\n");
  await commitAll(top);
  return { folder, sandbox, command };
}

async function installIn(folder: string, [program = "", ...args]: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await run(program, args, { cwd: folder });
  if (code !== 0) throw new Error(`${program} ${args.join(" ")}\n${stdout}\n${stderr}`);
}

/** Gives the project another name, and its stack files a folder of their own. */
async function underItsOwnName(folder: string): Promise<void> {
  const file = join(folder, "Pulumi.yaml");
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace(/^name: .*$/m, "name: acme-auth0\nstackConfigDir: stacks"));
  await mkdir(join(folder, "stacks"));
  for (const name of ["Pulumi.dev.yaml", "Pulumi.prod.yaml"]) {
    const stack = await readFile(join(folder, name), "utf8");
    await writeFile(join(folder, name), stack.replaceAll("auth0-phone-mfa:", "acme-auth0:"));
    await rename(join(folder, name), join(folder, "stacks", name));
  }
}
