import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LocalStackOptions, SavedLocalStack, Toolchain } from "../../../commands/local/localStack.ts";
import { prepareToolchain, saveLocalStack, startLocalStack } from "../../../commands/local/localStack.ts";
import { exclusively } from "../../../commands/engine/lock.ts";
import { runProgram } from "./runProgram.ts";
import { startSandbox } from "../../../sandbox/index.ts";
import { savedStacks } from "../../run/testRun.ts";

let prepared: Promise<Toolchain> | undefined;

export const toolchain = (): Promise<Toolchain> => (prepared ??= prepareToolchain(() => undefined));

/** The dev stack as it is committed, on a tenant of today. */
export const committed = { stack: "dev", sender: "twilio", phoneExperience: "unified" } as const;

/**
 * A stack that the first test of its kind in this run creates with the engine, deployed or not, and from
 * which the others start. A copy of a saved stack costs nothing, an `up` five seconds.
 */
export async function savedStack(
  { stack, sender, phoneExperience }: Pick<LocalStackOptions, "stack" | "sender" | "phoneExperience">,
  up: boolean,
): Promise<SavedLocalStack> {
  const kinds = join(tmpdir(), savedStacks);
  const folder = join(kinds, [stack, sender, phoneExperience, up ? "up" : "new"].join("-"));
  const file = join(folder, "saved.json");
  if (!existsSync(file))
    await exclusively(
      `${folder}-lock`,
      () => undefined,
      async () => {
        if (existsSync(file)) return;
        const half = `${folder}-unfinished`;
        await mkdir(half, { recursive: true, mode: 0o700 });
        const saved = await make({ stack, sender, phoneExperience }, up, half);
        await writeFile(join(half, "saved.json"), JSON.stringify({ ...saved, state: join(folder, "state") }));
        await rename(half, folder);
      },
    );
  return JSON.parse(await readFile(file, "utf8")) as SavedLocalStack;
}

async function make(
  options: Pick<LocalStackOptions, "stack" | "sender" | "phoneExperience">,
  up: boolean,
  folder: string,
): Promise<SavedLocalStack> {
  const tenant = await startSandbox({ phoneExperience: options.phoneExperience });
  const local = await startLocalStack(await toolchain(), { ...options, tenant, attach: true, runProgram });
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
