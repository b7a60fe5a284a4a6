import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { stackOf } from "../../../configuration/stackOf.ts";
import { NotAPreview, parsePreview } from "../../../preview/parsePreview.ts";
import type { Preview } from "../../../preview/Preview.ts";
import type { Review } from "../Review.ts";
import { failureOf, noReason, reviewOf } from "../reviewOf.ts";
import type { Ended, Reviewed } from "../reviewOf.ts";
import type { Engine } from "../../engine/engine.ts";
import { findProject, shortName } from "../../engine/project.ts";
import { sharingParts } from "../../userStack/stackFiles.ts";
import { CommandError } from "../../terminal/command.ts";
import { withBase } from "../../userStack/base.ts";
import { userPulumi } from "../../userStack/userStack.ts";
import type { PreviewOptions } from "./previewStack.ts";
import { eventLogs, previewStack } from "./previewStack.ts";

/**
 * Previews a project's stacks one after the other, because they share the machine and, often, a rate limit.
 */
export async function reviewStacks(
  engine: Engine,
  folder: string,
  { stacks, base, ...options }: { stacks: readonly string[]; base: string | undefined } & PreviewOptions,
): Promise<Review[]> {
  const project = await findProject(folder);
  const reviewed: Reviewed[] = [];
  for (const stack of stacks)
    reviewed.push({
      stack: shortName(stack),
      beside: await sharingParts(project, stack),
      ...(await previewStack(userPulumi(engine, folder, eventLogs), folder, stack, options)),
    });
  if (base === undefined) return reviewed.map((one) => reviewOf(one));
  return withBase(folder, base, async (baseFolder) => {
    const reviews: Review[] = [];
    for (const one of reviewed)
      reviews.push(
        reviewOf({ ...one, base: await previewBase(engine, baseFolder, base, one.stack, options) }),
      );
    return reviews;
  });
}

/**
 * What the base itself would change. If that is unknown, the review says so and counts nothing as pending.
 */
async function previewBase(
  engine: Engine,
  folder: string,
  ref: string,
  stack: string,
  options: PreviewOptions,
): Promise<NonNullable<Reviewed["base"]>> {
  const file = (await findProject(folder)).stackFile(stack);
  if (!existsSync(file)) return { ref, failure: `it has no ${basename(file)}.` };
  const ended = await previewStack(userPulumi(engine, folder, eventLogs), folder, stack, options);
  const [reason] = failureOf(ended);
  if (reason === undefined) return { ref, ended };
  // The rest is about the base alone.
  const [first = ""] = reason.says.split("\n");
  return { ref, failure: `its own preview failed: ${first}` };
}

/**
 * Reviews a preview that was created elsewhere.
 * @throws CommandError if the file can't be read
 */
export async function reviewFile(file: string, stack: string | undefined): Promise<Review> {
  const preview = await readPreview(file, stack);
  const own = stackOf(preview.steps[0]?.urn ?? "");
  if (stack !== undefined && own !== "" && own !== stack)
    throw new CommandError(
      `Failed to review ${file}: it is a preview of stack "${own}", not "${stack}". Fix: leave out --stack, or pass that stack.`,
    );
  const name = stack ?? (own || "unnamed");
  const ended = { preview, succeeded: preview.errors.length === 0, violations: [] };
  return reviewOf({ stack: name, ...ended, preview: { ...preview, errors: withReason(ended, name) } });
}

/** The errors of a preview from a file. A rule of the policy pack that stopped it is not among them. */
function withReason(ended: Ended, stack: string): readonly string[] {
  const { errors } = ended.preview;
  if (errors.length === 0 || failureOf(ended)[0]?.says !== noReason) return errors;
  return [
    `the file does not say why the preview failed; a policy rule may have stopped it, which only a review without --preview can report. Fix: npm run review -- --stack ${stack}`,
  ];
}

/** Reads output that a shell redirected: PowerShell writes UTF-16 and begins with a byte order mark. */
const textOf = (bytes: Buffer): string =>
  bytes.toString(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf16le" : "utf8").replace(/^\ufeff/, "");

async function readPreview(file: string, stack: string | undefined): Promise<Preview> {
  try {
    return parsePreview(textOf(await readFile(file)));
  } catch (error) {
    const of = stack === undefined ? "" : ` --stack ${stack}`;
    throw new CommandError(
      `Failed to review ${file}: ${reasonOf(error)}. Fix: pulumi preview --json --show-sames${of} > preview.json`,
    );
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof NotAPreview) return error.message;
  const { code } = error as NodeJS.ErrnoException;
  return code === "ENOENT" ? "there is no such file" : `it can't be read (${code})`;
}
