import { once } from "node:events";
import { closeSync, openSync, writeSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { project } from "../../commands/local/localStack.ts";
import { testStack } from "../support/stack/testStack.ts";
import type { TestStack } from "../support/stack/testStack.ts";
import { signInState } from "../support/stack/signInState.ts";
import { runCli } from "../support/stack/runCli.ts";

const up = ["up", "--yes", "--skip-preview"];
const safe = { required: true, possible: true };

/** The tenant has one of each, MFA is required and possible, and the next preview shows no change. */
async function expectWhole(stack: TestStack): Promise<void> {
  const clients = (await stack.api("GET", "/clients")) as { name: string }[];
  expect(clients.filter(({ name }) => name === "Twilio MFA Test")).toHaveLength(1);
  expect(await signInState(stack)).toEqual(safe);
  expect(await stack.preview()).toEqual([]);
}

test("of two ups at once, the second reports that the first is running, and changes nothing", async () => {
  const gate = Promise.withResolvers<undefined>();
  const reached = Promise.withResolvers<undefined>();
  const stack = await testStack({
    sandbox: {
      observer: {
        before: async (method) => {
          if (method === "GET") return undefined;
          reached.resolve(undefined);
          await gate.promise;
          return undefined;
        },
      },
    },
  });
  const first = stack.up();
  await reached.promise;
  const words = await stack.failingUp();
  expect(words).toMatch(/the stack is currently locked by 1 lock/);
  expect(words).toContain("pulumi cancel");
  expect(words).not.toMatch(/\n\s+at .*\.(ts|js):\d+/);
  gate.resolve(undefined);
  await first;
  await expectWhole(stack);
});

/** npm run pulumi on a stack whose state is on its own small disk, and the state at the end. */
async function upOnSmallDisk(stack: TestStack, kibibytes: number) {
  const small = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-full-"));
  onTestFinished(() => rm(small, { recursive: true, force: true }));
  const script = `
    mount -t tmpfs -o size=${kibibytes}k tmpfs "$SMALL" && cp -a "$STATE/." "$SMALL" || exit 99
    PULUMI_BACKEND_URL="file://$SMALL" "$NODE" "$CLI" up --stack dev --yes --skip-preview
    code=$?
    rm -f "$SMALL/filler"
    cp -a "$SMALL/." "$STATE"
    exit $code`;
  const child = spawn("unshare", ["--user", "--map-root-user", "--mount", "sh", "-c", script], {
    cwd: stack.local.folder,
    env: {
      ...process.env,
      ...stack.local.environment,
      STATE: stack.local.stateFolder,
      SMALL: small,
      NODE: process.execPath,
      CLI: join(project, "commands", "pulumi.ts"),
    },
  });
  let words = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      words += chunk.toString();
    });
  const ended = once(child, "close").then(() => ({ code: child.exitCode, words }));
  /** Leaves no byte free. */
  const fill = () => {
    const file = openSync(`/proc/${child.pid ?? 0}/root${small}/filler`, "w");
    try {
      for (;;) writeSync(file, Buffer.alloc(4096));
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).toBe("ENOSPC");
    } finally {
      closeSync(file);
    }
  };
  return { ended, fill };
}

test("a disk without room for the state: the up does not start", async () => {
  const stack = await testStack();
  const { code, words } = await (await upOnSmallDisk(stack, 512)).ended;
  expect(code).toBe(1);
  expect(words).toMatch(
    /the disk that holds the state, .*, has \d+ KiB left, .* Nothing was changed\. Fix: free some space/,
  );
  expect(await stack.calls()).toEqual([]);
  await stack.up();
  await expectWhole(stack);
});

test("if the disk fills up during an up, the up reports it, the state is complete, and the next up finishes the change", async () => {
  let onWrite: (() => void) | undefined;
  const stack = await testStack({
    sandbox: {
      observer: {
        after: (method) => {
          if (method !== "GET") onWrite?.();
        },
      },
    },
  });
  await stack.up();
  await stack.set({ sender: "plivo", appName: "Shop" });
  const { ended, fill } = await upOnSmallDisk(stack, 16 * 1024);
  onWrite = () => {
    onWrite = undefined;
    fill();
  };
  const { code, words } = await ended;
  expect(code, words).not.toBe(0);
  expect(words).toContain("no space left on device");
  expect(await signInState(stack)).toEqual(safe);
  // Complete, either unchanged or restored.
  expect((await stack.local.pulumi(["stack", "export"])).code, words).toBe(0);

  await stack.local.pulumi(["cancel", "--yes"]);
  await stack.up();
  const clients = (await stack.api("GET", "/clients")) as { name: string }[];
  expect(clients.filter(({ name }) => name === "Shop")).toHaveLength(1);
  expect(await signInState(stack)).toEqual(safe);
  expect(await stack.preview()).toEqual([]);
});

test("a tenant that becomes unreachable during an up: the up reports it, and the next up finishes the change", async () => {
  let isAway = false;
  const stack = await testStack({
    sandbox: {
      observer: {
        before: () => Promise.resolve(isAway ? "reset" : undefined),
        after: (method, path) => {
          if (method === "POST" && path.endsWith("/branding/phone/providers")) isAway = true;
        },
      },
    },
  });
  expect(await stack.failingUp()).toMatch(/fetch failed|had no answer|connection reset|EOF/);
  isAway = false;
  await stack.up();
  await expectWhole(stack);
});

test("a truncated state: npm run pulumi restores its backup, reports it, and continues", async () => {
  const stack = await testStack({ up: true });
  const folder = join(stack.local.stateFolder, ".pulumi", "stacks", "auth0-phone-mfa");
  const file = join(folder, "dev.json");
  const whole = await readFile(file, "utf8");
  await writeFile(file, whole.slice(0, whole.length / 2));
  await stack.calls();
  expect(await stack.failingUp()).toMatch(/checkpoint|JSON/);
  expect(await stack.calls()).toEqual([]);

  const run = await runCli(stack.local, "pulumi", [...up, "--stack", "dev"]);
  expect(run.text).toContain(
    'The state of stack "dev" was truncated by an interrupted write; it has been repaired.',
  );
  expect(run.code, run.text).toBe(0);
  await expectWhole(stack);
});

test("a truncated state and backup: both are reported with a fix, and nothing is sent", async () => {
  const stack = await testStack({ up: true });
  const folder = join(stack.local.stateFolder, ".pulumi", "stacks", "auth0-phone-mfa");
  for (const name of ["dev.json", "dev.json.bak"]) {
    const whole = await readFile(join(folder, name), "utf8");
    await writeFile(join(folder, name), whole.slice(0, whole.length / 2));
  }
  await stack.calls();
  const run = await runCli(stack.local, "pulumi", [...up, "--stack", "dev"]);
  expect(run.code).toBe(1);
  expect(run.text).toContain("its state is damaged or truncated");
  expect(run.text).not.toMatch(/\n\s+at .*\.(ts|js):\d+/);
  expect(await stack.calls()).toEqual([]);
});
