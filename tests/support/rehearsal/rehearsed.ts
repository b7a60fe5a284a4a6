import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { prepareToolchain } from "../../../commands/local/localStack.ts";
import type { Toolchain } from "../../../commands/local/localStack.ts";
import { rehearseStack } from "../../../commands/rehearse/rehearseStack.ts";
import { effectsOf, verdictOf } from "../../../commands/review/rehearsal/judge.ts";
import type { Effect } from "../../../commands/review/rehearsal/judge.ts";
import type { Rehearsal } from "../../../commands/review/rehearsal/Rehearsal.ts";
import type { Verdict } from "../../../commands/review/risks/Verdict.ts";
import { projectCopy } from "./projectCopy.ts";
import type { Edit } from "./projectCopy.ts";

let toolchain: Promise<Toolchain> | undefined;

/** Rehearses a change of this project in a separate repository. */
export async function rehearsed(
  change: readonly Edit[],
  base: readonly Edit[] = [],
): Promise<{ rehearsal: Rehearsal; effects: Effect[]; verdict: Verdict; pictures: string[] }> {
  toolchain ??= prepareToolchain(() => undefined);
  const folder = await projectCopy(base, change);
  const pictures = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-pictures-"));
  onTestFinished(() => rm(pictures, { recursive: true, force: true }));
  const rehearsal = await rehearseStack(await toolchain, {
    stack: "dev",
    base: "main",
    folder,
    pictures,
    signal: new AbortController().signal,
    onStep: () => undefined,
  });
  const effects = effectsOf(rehearsal);
  return { rehearsal, effects, verdict: verdictOf(effects), pictures: await readdir(pictures) };
}

/** A value of the dev stack's file. */
export const devStack = (from: string, to: string): Edit => ({ file: "Pulumi.dev.yaml", from, to });
export const plivo = devStack("sender: twilio", "sender: plivo");
