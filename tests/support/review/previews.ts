import { readFileSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { fileURLToPath } from "node:url";
import { parsePreview } from "../../../preview/parsePreview.ts";
import type { Violation } from "../../../preview/Preview.ts";
import type { Ended } from "../../../commands/review/reviewOf.ts";

/** One step of a preview, as `pulumi preview --json` has it. */
export type RawStep = Record<string, unknown>;

/** A message of the engine. */
export interface Diagnostic {
  message: string;
  severity: string;
}

/** A preview by the real engine, without values that differ between runs. */
export interface RecordedPreview {
  /** Whether pulumi ended well. */
  succeeded: boolean;
  /** The broken rules. */
  violations: Violation[];
  /** What `pulumi preview --json` printed, if it came that far. */
  preview?: {
    steps?: RawStep[];
    diagnostics?: Diagnostic[];
    /** How many resources have each kind of step. */
    changeSummary?: unknown;
    duration?: unknown;
    config?: unknown;
  };
  /** What it said instead. */
  errors?: string[];
}

/** A preview in its file: a step that another preview contains too is replaced by its number there. */
interface PreviewFile extends Omit<RecordedPreview, "preview"> {
  /** The other preview. */
  like?: string;
  preview?: { steps?: (RawStep | number)[] };
}

export const previewsFolder = fileURLToPath(new URL("../../commands/review/previews/", import.meta.url));

/** The recorded preview of a case. */
export function readPreview(name: string): RecordedPreview {
  const { like, preview, ...rest } = JSON.parse(
    readFileSync(`${previewsFolder}${name}.json`, "utf8"),
  ) as PreviewFile;
  if (preview === undefined) return rest;
  const others = like === undefined ? [] : stepsOf(readPreview(like));
  const { steps, ...all } = preview;
  const whole = steps?.map((step) => (typeof step === "number" ? (others[step] ?? {}) : step));
  return { ...rest, preview: { ...all, ...(whole && { steps: whole }) } };
}

/** @param like a recorded preview of the same stack, with which most steps are shared */
export function writePreview(name: string, { preview, ...rest }: RecordedPreview, like?: string): void {
  const others = like === undefined ? [] : stepsOf(readPreview(like));
  const numbered = (step: RawStep): RawStep | number => {
    const known = others.findIndex((other) => isDeepStrictEqual(other, step));
    return known < 0 ? step : known;
  };
  const { steps, ...all } = preview ?? {};
  const file: PreviewFile = {
    ...(like !== undefined && { like }),
    ...rest,
    ...(preview && { preview: { ...all, ...(steps && { steps: steps.map(numbered) }) } }),
  };
  writeFileSync(`${previewsFolder}${name}.json`, `${oneLineAStep(file)}\n`);
}

/** JSON in which a changed step is a changed line. */
function oneLineAStep({ preview, ...rest }: PreviewFile): string {
  const { steps = [], ...all } = preview ?? {};
  const lines = steps.map((step) => JSON.stringify(step)).join(",\n");
  const whole = { ...rest, ...(preview && { preview: { ...all, steps: [] } }) };
  return JSON.stringify(whole).replace('"steps":[]', () => `"steps":[\n${lines}\n]`);
}

const stepsOf = ({ preview }: RecordedPreview): RawStep[] => preview?.steps ?? [];

/** The same as the review takes it. */
export function endedOf({ succeeded, violations, preview, errors = [] }: RecordedPreview): Ended {
  return {
    succeeded,
    violations,
    preview:
      preview === undefined
        ? { steps: [], errors, mfaActions: [], gaps: [] }
        : parsePreview(JSON.stringify(preview)),
  };
}
