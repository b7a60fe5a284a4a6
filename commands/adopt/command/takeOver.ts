import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { ImportEntry } from "../imports.ts";
import { withIds } from "../imports.ts";
import type { AdoptionPlan } from "../planAdoption.ts";
import type { ExportedState, Values } from "../unreadable.ts";
import { withUnreadable } from "../unreadable.ts";
import { mostOf } from "../../../findings/words/advice.ts";
import { oneLine } from "../../../mfa/oneLine.ts";
import { fullKey } from "../../../configuration/source.ts";
import { parsePreview } from "../../../preview/parsePreview.ts";
import type { Preview, Step } from "../../../preview/Preview.ts";
import type { Project } from "../../engine/project.ts";
import type { Pulumi } from "../../engine/isolatedStack.ts";
import { setValues } from "../../engine/stackFile.ts";
import { CommandError } from "../../terminal/command.ts";
import { step } from "../../terminal/steps.ts";
import { changesIn } from "./preview.ts";

/** The stack that adopts, and its input beyond the plan. */
export interface Taking {
  pulumi: Pulumi;
  stack: string;
  project: Project;
  /**
   * Values that the API does not return, by key. They are set, and written into the state as the tenant's
   * present values.
   */
  values: Values;
  /** Those of them that are secret and not yet configured. */
  newSecrets: Readonly<Record<string, string>>;
  newValues: Readonly<Record<string, string>>;
}

/**
 * Writes the configuration, imports the resources, and proves by a preview that nothing would change. If
 * anything fails, the configuration and the state are restored.
 * @returns the resources that the stack now has
 * @throws CommandError with what failed, and with what to do by hand if restoring failed too
 */
export async function takeOver(plan: AdoptionPlan, taking: Taking): Promise<readonly Step[]> {
  const folder = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-before-adopt-"));
  let undone: Undone = { isWhole: true, words: nothingChanged };
  let kept: readonly Kept[] = [];
  try {
    kept = await remember(taking, folder);
    await step("Configuration", () => configure(plan, taking));
    await step("Import", () => importResources(plan, taking));
    const { steps } = await step("Preview", () => expectNothingButNotes(taking));
    // It sends nothing, as the preview has shown. It records the outputs and what a destroy has to do.
    await step("Update that changes nothing", () => must(taking, ["up", "--yes", "--skip-preview"]));
    await step("Second preview", () => must(taking, ["preview", "--expect-no-changes"]));
    return steps;
  } catch (error) {
    undone = await putBack(kept);
    throw new CommandError(`Failed to adopt the tenant: ${reasonOf(error)}\n${undone.words}`);
  } finally {
    if (undone.isWhole) await rm(folder, { recursive: true, force: true });
  }
}

/** A saved copy: how to restore it, and how a user does that by hand. */
interface Kept {
  putBack: () => Promise<unknown>;
  byHand: string;
}

/** The result of restoring. */
interface Undone {
  isWhole: boolean;
  words: string;
}

const nothingChanged = "Nothing was changed: configuration and state are as they were before.";

/**
 * Saves configuration and state, also in `folder`: a disk that fills up later must not destroy the only copy.
 * Their secrets are encrypted.
 */
async function remember(taking: Taking, folder: string): Promise<Kept[]> {
  const file = stackFile(taking);
  const copies = { configuration: join(folder, basename(file)), state: join(folder, "state.json") };
  const configuration = await readFile(file, "utf8");
  const state = await must(taking, ["stack", "export"]);
  await writeFile(copies.configuration, configuration, { mode: 0o600 });
  await writeFile(copies.state, state, { mode: 0o600 });
  return [
    {
      putBack: () => writeFileAtomic(file, configuration),
      byHand: `cp ${copies.configuration} ${file}`,
    },
    {
      putBack: () => must(taking, ["stack", "import", "--force"], state),
      byHand: `npm run pulumi -- stack import --force --stack ${taking.stack} --file ${copies.state}`,
    },
  ];
}

/** Restores everything that can be restored, one after the other. */
async function putBack(kept: readonly Kept[]): Promise<Undone> {
  const reasons: string[] = [];
  const left: string[] = [];
  for (const one of kept)
    await one.putBack().catch((error: unknown) => {
      reasons.push(reasonOf(error));
      left.push(`  ${one.byHand}`);
    });
  if (left.length === 0) return { isWhole: true, words: nothingChanged };
  return {
    isWhole: false,
    words: `Failed to restore what was there before: ${reasons.join("\n")}\nFix: restore it by hand before you do anything else with the stack:\n${left.join("\n")}`,
  };
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function configure(plan: AdoptionPlan, taking: Taking): Promise<void> {
  const own = Object.entries({ ...plan.configuration, ...taking.newValues });
  const values = own.map(([key, value]) => [fullKey(taking.project.name, key), value] as const);
  await setValues(stackFile(taking), Object.fromEntries(values));
  for (const [key, value] of Object.entries(taking.newSecrets))
    await must(taking, ["config", "set", "--secret", key], value);
}

/** What `pulumi preview --import-file` writes and `pulumi import --file` reads. */
interface ImportFile {
  /** The names of parents that the state already has. Without it, the import does not find them. */
  nameTable?: Readonly<Record<string, string>>;
  resources?: ImportEntry[];
}

async function importResources(plan: AdoptionPlan, taking: Taking): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "adopt-"));
  const file = join(folder, "imports.json");
  let imported: ReadonlySet<string>;
  try {
    await must(taking, ["preview", "--import-file", file]);
    const { nameTable, resources = [] } = JSON.parse(await readFile(file, "utf8")) as ImportFile;
    const { entries, missing } = withIds(resources, plan.imports);
    if (missing.length > 0)
      throw new Error(
        `the stack would create resources that the tenant does not have: ${missing.join(", ")}.`,
      );
    if (entries.length === 0) return;
    await writeFile(file, JSON.stringify({ nameTable, resources: entries }));
    const options = ["--yes", "--skip-preview", "--protect=false", "--generate-code=false"];
    await must(taking, ["import", "--file", file, ...options]);
    imported = new Set(entries.map(({ type }) => type));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  // In plaintext only between pipes: never in a file, never in the arguments of a process.
  const state = JSON.parse(await must(taking, ["stack", "export", "--show-secrets"])) as ExportedState;
  await must(taking, ["stack", "import"], JSON.stringify(withUnreadable(state, imported, taking.values)));
}

async function expectNothingButNotes(taking: Taking): Promise<Preview> {
  const preview = parsePreview(await must(taking, ["preview", "--json", "--show-sames"]));
  const changes = changesIn(preview);
  if (changes.length > 0) throw new Error(`the preview shows changes: ${changes.join("; ")}.`);
  return preview;
}

async function must({ pulumi, stack }: Taking, args: readonly string[], input?: string): Promise<string> {
  const { code, stdout, stderr } = await pulumi.pulumi([...args, "--stack", stack], {
    ...(input !== undefined && { input }),
  });
  if (code === 0) return stdout;
  throw new Error(`pulumi ${args.slice(0, 2).join(" ")} failed:\n${errorsIn(`${stdout}\n${stderr}`)}`);
}

/** Pulumi's own error message, without the rest of its output. */
function errorsIn(output: string): string {
  // If there are several errors, the engine prints how many, and lists them below that line.
  const lines = output.split("\n").filter((line) => /\berror: |^\s+\* /.test(line));
  const said = lines.length > 0 ? lines : output.trim().split("\n").slice(-5);
  // In JSON, a message is one line, followed by anything that a plugin printed after its first sentence.
  const short = said
    .map((line) => line.trim().replace(/^"message": "|(\\n|",?$).*/g, ""))
    .map((line) => oneLine(line, mostOf(line, 300)));
  return [...new Set(short)].slice(0, 10).join("\n");
}

const stackFile = ({ project, stack }: Taking): string => project.stackFile(stack);
