import { stripVTControlCharacters } from "node:util";
import { z } from "zod";
import { withOwnKeys } from "../configuration/source.ts";
import { managedIn, removalsIn } from "../configuration/parts.ts";
import { mfaActionIn } from "../mfa/mfaActions.ts";
import { kindOf } from "../mfa/kindOf.ts";
import { parsePath } from "./paths.ts";
import type { ChangedPath, Preview, State, Step } from "./Preview.ts";

const values = z.record(z.string(), z.unknown());
const texts = z.array(z.string());

const stateSchema = z.object({
  custom: z.boolean().catch(false),
  external: z.boolean().catch(false),
  inputs: values.catch({}),
  outputs: values.catch({}),
  protect: z.boolean().catch(false),
  retainOnDelete: z.boolean().catch(false),
  ignoreChanges: texts.catch([]),
  replaceOnChanges: texts.catch([]),
  hideDiff: texts.catch([]),
  parent: z.string().catch(""),
  dependencies: texts.catch([]),
  resourceHooks: z.object({ BeforeDelete: texts.catch([]) }).catch({ BeforeDelete: [] }),
});

const stepSchema = z.object({
  op: z.string(),
  urn: z.string(),
  oldState: stateSchema.nullish().catch(undefined),
  newState: stateSchema.nullish().catch(undefined),
  diffReasons: texts.nullish().catch(undefined),
  detailedDiff: z
    .record(z.string(), z.object({ kind: z.string().catch("") }))
    .nullish()
    .catch(undefined),
});

const previewSchema = z.object({
  config: values.nullish().catch(undefined),
  steps: z.array(z.unknown()).nullish(),
  diagnostics: z
    .array(z.object({ severity: z.string().catch(""), message: z.string().catch("") }))
    .nullish()
    .catch(undefined),
  changeSummary: z.record(z.string(), z.number()).nullish().catch(undefined),
  maybeCorrupt: z.boolean().nullish().catch(undefined),
});

/** A document that is not a preview by the engine. */
export class NotAPreview extends Error {
  override readonly name = "NotAPreview";
}

/**
 * Parses the output of `pulumi preview --json --show-sames`.
 * @throws NotAPreview for any other text
 */
export function parsePreview(text: string): Preview {
  const parsed = previewSchema.safeParse(jsonOf(text));
  const { steps, diagnostics, changeSummary, maybeCorrupt, config } = parsed.data ?? {};
  const errors = (diagnostics ?? []).filter(({ severity }) => severity === "error");
  // A preview has a step for the stack itself, unless it failed before that.
  if ((steps ?? []).length + errors.length === 0)
    throw new NotAPreview("it is JSON, but not the output of pulumi preview --json");
  const read = (steps ?? []).map((step) => stepSchema.safeParse(step));
  const managed = managedIn(withOwnKeys(projectOf(read[0]?.data?.urn), config ?? {}));
  const unread = read.filter(({ success }) => !success).length;
  return {
    steps: read.flatMap(({ data }) => (data ? [stepOf(data, managed)] : [])),
    mfaActions: [
      ...new Set(
        (diagnostics ?? []).flatMap(({ severity, message }) =>
          severity === "warning" ? (mfaActionIn(message) ?? []) : [],
        ),
      ),
    ],
    errors: errors.map(({ message }) => message),
    gaps: [
      ...(unread > 0
        ? [`${unread} ${unread === 1 ? "step" : "steps"} of the preview could not be read.`]
        : []),
      ...((changeSummary?.["same"] ?? 0) > 0 && !read.some(({ data }) => data?.op === "same")
        ? ["The preview was made without --show-sames, so a changed option, such as protect, does not show."]
        : []),
      ...(maybeCorrupt === true ? ["The engine reports that the state may be damaged."] : []),
    ],
  };
}

/** The preview within the output of a terminal, a script, a workflow's log or npm. */
function jsonOf(text: string): unknown {
  const lines = stripVTControlCharacters(text)
    .split(/\r?\n/)
    .map((line) => line.replace(workflowTime, "").trimEnd());
  const texts = lines.flatMap((line, start) => {
    if (!line.startsWith("{")) return [];
    return line === "{" ? [lines.slice(start, lines.indexOf("}", start) + 1).join("\n")] : [line];
  });
  const values = texts.flatMap(parsed);
  if (values.length === 0) values.push(...parsed(text));
  const previews = values.filter((value) => previewSchema.safeParse(value).data?.steps);
  if (previews.length > 1) throw new NotAPreview(`it contains ${previews.length} previews`);
  const found = previews[0] ?? values[0];
  if (found === undefined)
    throw new NotAPreview(
      texts.length > 0 ? "its JSON object is incomplete or damaged" : "it contains no JSON object",
    );
  return found;
}

/** What GitHub puts before each line of a log. */
const workflowTime = /^\ufeff?\d{4}-\d\d-\d\dT[\d:.]+Z /;

function parsed(json: string): unknown[] {
  try {
    return [JSON.parse(json)];
  } catch {
    return [];
  }
}

/** The project's name in a URN. */
const projectOf = (urn = ""): string => /^urn:pulumi:[^:]+::([^:]+)::/.exec(urn)?.[1] ?? "";

function stepOf(
  { op, urn, oldState, newState, ...step }: z.output<typeof stepSchema>,
  managed: readonly string[],
): Step {
  const [, , types = "", name = ""] = urn.split("::");
  const type = types.split("$").at(-1) ?? "";
  const detailed = Object.entries(step.detailedDiff ?? {});
  const paths =
    detailed.length > 0
      ? detailed.map(([path, { kind }]) => pathOf(path, kind))
      : (step.diffReasons ?? []).map((path) => pathOf(path, "update"));
  return {
    op,
    urn,
    type,
    kind: kindOf(type),
    name,
    before: stateOf(oldState),
    after: stateOf(newState),
    managed,
    paths: paths.filter(({ path }) => path.length > 0),
  };
}

const pathOf = (written: string, kind: string): ChangedPath => ({
  path: parsePath(written),
  written,
  isGone: kind.startsWith("delete"),
});

function stateOf(state: z.output<typeof stateSchema> | null | undefined): State | undefined {
  if (state === null || state === undefined) return undefined;
  const { resourceHooks, ...rest } = state;
  return { ...rest, removals: removalsIn(resourceHooks.BeforeDelete) };
}
