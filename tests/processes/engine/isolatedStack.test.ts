import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { parse } from "yaml";
import type { SavedStack } from "../../../commands/engine/isolatedStack.ts";
import { openIsolatedStack, runPulumi, withPassphrase } from "../../../commands/engine/isolatedStack.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Runs a `pulumi` that prints its arguments and its environment, with the auth0 plugin attached. */
async function ran(args: string[], options: { onTerminal?: boolean } = {}) {
  const binFolder = await mkdtemp(join(tmpdir(), "pulumi-test-"));
  onTestFinished(() => rm(binFolder, { recursive: true, force: true }));
  await writeFile(join(binFolder, "pulumi"), '#!/bin/sh\necho "$@"\nenv\nexit 3\n');
  await chmod(join(binFolder, "pulumi"), 0o755);
  const environment = { PATH: process.env["PATH"] ?? "", PULUMI_HOME: "/own" };
  const stack = { folder: binFolder, environment, binFolder, attached: ["auth0"] };
  const { code, stdout } = await runPulumi(stack, args, options);
  const [printed = "", ...variables] = stdout.trim().split("\n");
  return { code, printed, variables };
}

test("a local stack inherits the environment, except the user's settings of Pulumi, Auth0 and the carriers", async () => {
  for (const name of [
    "PULUMI_ACCESS_TOKEN",
    "AUTH0_DOMAIN",
    "TWILIO_AUTH_TOKEN",
    "PLIVO_AUTH_ID",
    "MY_PROXY",
  ])
    vi.stubEnv(name, "theirs");
  const { code, printed, variables } = await ran(["up", "--yes"]);
  expect([code, printed]).toEqual([3, "--non-interactive up --yes"]);
  expect(variables.filter((line) => line.endsWith("=theirs"))).toEqual(["MY_PROXY=theirs"]);
  expect(variables).toEqual(expect.arrayContaining(["PULUMI_HOME=/own"]));
});

test("an attached provider serves one run, and is stopped regardless of the outcome", async () => {
  const { variables } = await ran(["preview"]);
  const [port] = variables.flatMap((line) => /^PULUMI_DEBUG_PROVIDERS=auth0:(\d+)$/.exec(line)?.[1] ?? []);
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
});

const theirs = (name: string) =>
  `encryptionsalt: v1:theirs\nconfig:\n  app:name: ${name}\n  auth0:domain: real.eu.auth0.com\n`;
const salt = "encryptionsalt: v1:own\n";
const key = "secretsprovider: awskms://own\nencryptedkey: own\n";
const own = (name: string, encryption = salt) => `${encryption}config:\n  app:name: ${name}\n`;

interface Opening {
  saved?: SavedStack;
  /** What Pulumi writes into the stack file. */
  encryption?: string;
}

/** A project with its user's stack file. */
async function newProject(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "isolated-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, "Pulumi.yaml"), "name: app\nruntime: nodejs\n");
  await writeFile(join(folder, "Pulumi.dev.yaml"), theirs(name));
  return folder;
}

/** Opens a project's stack by a `pulumi` that encrypts a new stack's secrets. */
async function opened(project: string, { saved, encryption = salt }: Opening = {}) {
  const folder = await mkdtemp(join(tmpdir(), "isolated-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const script = `#!/bin/sh\nprintf '%s' '${encryption}' >> Pulumi.dev.yaml\n`;
  await writeFile(join(folder, "pulumi"), script, { mode: 0o755 });
  const stack = await openIsolatedStack({
    engine: { binFolder: folder, version: "3.0.0", origin: "found on PATH" },
    project,
    stack: "dev",
    folder,
    home: join(folder, "home"),
    secretsProvider: withPassphrase("p"),
    environment: {},
    ...(saved && { saved }),
  });
  return { stack, file: () => readFile(join(stack.folder, "Pulumi.dev.yaml"), "utf8") };
}

test.each([
  ["a passphrase", salt],
  ["a key service", key],
])(
  "a new stack, and one that switches projects, has no settings of the user's accounts: %s",
  async (_, encryption) => {
    const project = await newProject("Shop");
    const { stack, file } = await opened(project, { encryption });
    expect(parse(await file())).toEqual(parse(own("Shop", encryption)));
    await stack.switchTo(await newProject("Store"));
    expect(parse(await file())).toEqual(parse(own("Store", encryption)));
    expect(await readFile(join(project, "Pulumi.dev.yaml"), "utf8")).toBe(theirs("Shop"));
  },
);

test("a saved stack is restored with its stack file and state", async () => {
  const state = await mkdtemp(join(tmpdir(), "isolated-test-"));
  onTestFinished(() => rm(state, { recursive: true, force: true }));
  await mkdir(join(state, ".pulumi"));
  await writeFile(join(state, ".pulumi", "meta.yaml"), "version: 1\n");
  const { stack, file } = await opened(await newProject("Shop"), {
    saved: { state, stackFile: own("Saved") },
  });
  expect(await file()).toBe(own("Saved"));
  expect(await readFile(join(stack.stateFolder, ".pulumi", "meta.yaml"), "utf8")).toBe("version: 1\n");
});
