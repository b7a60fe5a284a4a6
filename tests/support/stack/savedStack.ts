import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LocalStackOptions, SavedLocalStack, Toolchain } from "../../../commands/local/localStack.ts";
import { prepareToolchain, saveLocalStack, startLocalStack } from "../../../commands/local/localStack.ts";
import { withPassphrase } from "../../../commands/engine/isolatedStack.ts";
import { exclusively } from "../../../commands/engine/lock.ts";
import { keyService } from "./keyService.ts";
import { runProgram } from "./runProgram.ts";
import { startSandbox } from "../../../sandbox/index.ts";
import { savedStacks } from "../../run/testRun.ts";

let prepared: Promise<Toolchain> | undefined;

export const toolchain = (): Promise<Toolchain> => (prepared ??= prepareToolchain(() => undefined));

/** The dev stack as it is committed, on a tenant of today. */
export const committed = { stack: "dev", sender: "twilio", phoneExperience: "unified" } as const;

/** What stacks that start from the same saved stack have in common. */
interface Kind extends Pick<LocalStackOptions, "stack" | "sender" | "phoneExperience"> {
  up: boolean;
  passphrase: boolean;
}

/** How a test's stack runs: as much as possible from the test's process. */
export const howItRuns = async ({ passphrase }: Pick<Kind, "passphrase">) => ({
  attach: true,
  runProgram,
  secretsProvider: passphrase ? withPassphrase("a passphrase of the tests") : await keyService(),
});

/**
 * A stack that the first test of its kind in this run creates with the engine, deployed or not, and from
 * which the others start. A copy of a saved stack costs nothing, an `up` a second.
 */
export async function savedStack(kind: Kind): Promise<SavedLocalStack> {
  const { stack, sender, phoneExperience, up, passphrase } = kind;
  const kinds = join(tmpdir(), savedStacks);
  const state = `${up ? "up" : "new"}${passphrase ? "-passphrase" : ""}`;
  const folder = join(kinds, [stack, sender, phoneExperience, state].join("-"));
  const file = join(folder, "saved.json");
  if (!existsSync(file))
    await exclusively(
      `${folder}-lock`,
      () => undefined,
      async () => {
        if (existsSync(file)) return;
        const half = `${folder}-unfinished`;
        await mkdir(half, { recursive: true, mode: 0o700 });
        const saved = await make(kind, half);
        await writeFile(join(half, "saved.json"), JSON.stringify({ ...saved, state: join(folder, "state") }));
        await rename(half, folder);
      },
    );
  return JSON.parse(await readFile(file, "utf8")) as SavedLocalStack;
}

async function make(kind: Kind, folder: string): Promise<SavedLocalStack> {
  const { stack, sender, phoneExperience, up } = kind;
  const tenant = await startSandbox({ phoneExperience });
  const options = { stack, sender, phoneExperience, tenant, ...(await howItRuns(kind)) };
  const local = await startLocalStack(await toolchain(), options);
  try {
    if (up) {
      const { code, stdout, stderr } = await local.pulumi(["up", "--yes", "--skip-preview"]);
      if (code !== 0) throw new Error(`pulumi up failed:\n${stdout}\n${stderr}`);
    }
    return await saveLocalStack(local, { sandbox: tenant, folder });
  } finally {
    await local.close();
  }
}
