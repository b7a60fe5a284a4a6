import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NotAPreview, parsePreview } from "../../../preview/parsePreview.ts";
import { violationsIn } from "../../../preview/violations.ts";
import type { Ended } from "../reviewOf.ts";
import type { Pulumi } from "../../engine/isolatedStack.ts";
import type { RunResult } from "../../engine/run.ts";
import { withPolicyPack } from "../../userStack/policyPack.ts";
import { stackFailure } from "../../userStack/stackFailure.ts";

/** Makes the engine accept `--event-log`. */
export const eventLogs = { PULUMI_DEBUG_COMMANDS: "true" } as const;

export interface PreviewOptions {
  /** Whether to refresh first. */
  refresh?: boolean;
  signal?: AbortSignal | undefined;
}

/**
 * Runs `pulumi preview` of a stack with the policy pack. Broken rules are only in the engine's event log,
 * which holds secrets in plaintext. It is kept in a folder that nobody else can read, only while the preview
 * runs.
 *
 * @param pulumi with `eventLogs` in its environment
 */
export async function previewStack(
  pulumi: Pulumi,
  folder: string,
  stack: string,
  { refresh = false, signal }: PreviewOptions = {},
): Promise<Ended> {
  const own = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-review-"));
  const log = join(own, "events.json");
  const args = ["preview", "--stack", stack, "--json", "--show-sames", "--event-log", log];
  if (refresh) args.push("--refresh");
  try {
    const result = await withPolicyPack(pulumi, folder, args, (all) =>
      pulumi.pulumi(all, signal === undefined ? {} : { signal }),
    );
    const violations = violationsIn(await readFile(log, "utf8").catch(() => ""));
    return {
      ...(await readResult(result, () => stackFailure(pulumi, stack, args, result.stderr))),
      violations,
    };
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

/** If a preview prints nothing, standard error says why. */
async function readResult(
  { code, stdout }: RunResult,
  why: () => Promise<Error>,
): Promise<Omit<Ended, "violations">> {
  try {
    return { preview: parsePreview(stdout), succeeded: code === 0 };
  } catch (error) {
    if (!(error instanceof NotAPreview)) throw error;
    const { message } = await why();
    return { preview: { steps: [], errors: [message], mfaActions: [], gaps: [] }, succeeded: false };
  }
}
