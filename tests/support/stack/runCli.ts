import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { LocalStack } from "../../../commands/local/localStack.ts";
import { purposeOf } from "../../../components/hooks/purpose.ts";
import { commandOf, isDestroy } from "../../../commands/engine/pulumiArgs.ts";
import { attach } from "../../../commands/engine/attach.ts";
import { runProgram } from "./runProgram.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

export interface CommandRun {
  code: number | null;
  stdout: string;
  /** All that was printed. */
  text: string;
}

/** One of the commands in a process of its own, with what a stack's owner has in the environment. */
export async function runCli(
  local: Pick<LocalStack, "folder" | "environment" | "attached">,
  name: string,
  args: readonly string[],
  changes: Record<string, string | undefined> = {},
): Promise<CommandRun> {
  const env = { ...process.env, ...local.environment, ...changes };
  // Both tell the program their purpose through the engine's environment, which a host in this process does
  // not see. A destroy tells it only to one of its two runs.
  const isAdopt = name === "adopt";
  const attached = name === "pulumi" && isDestroy(commandOf(args)) ? [] : local.attached;
  const served = await attach(attached, { ...env, ...(isAdopt && purposeOf("adopt")) }, runProgram);
  const child = spawn(process.execPath, [`${root}commands/${name}.ts`, "--cwd", local.folder, ...args], {
    env: { ...env, ...served.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
    text += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  await once(child, "close");
  served.stop();
  return { code: child.exitCode, stdout, text };
}
