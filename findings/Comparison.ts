import type { Part } from "../configuration/parts.ts";

/** One setting as the stack declares it and as the tenant has it. */
export interface Comparison {
  /** `tenant` is what all parts stand on. */
  part: Part | "tenant";
  /** What people call it, as in `callback URLs`. */
  setting: string;
  /** For people. A secret is never shown, only what became of it. */
  declared: string;
  actual: string;
  agrees: boolean;
  /** Of one that differs: where it may come from, or what it means. */
  note?: string;
  /** Of one that differs, where `pulumi up` does not bring it back: what does. */
  fix?: string;
}

/** Compares two values that people can read as they are. */
export function compare(
  part: Comparison["part"],
  setting: string,
  declared: string,
  actual: string,
  more: Pick<Comparison, "note" | "fix"> = {},
): Comparison {
  const agrees = declared === actual;
  return { part, setting, declared, actual, agrees, ...(agrees ? {} : more) };
}

/** Compares two sets; one that differs notes what is too much and what is missing. */
export function compareSets(
  part: Comparison["part"],
  setting: string,
  declared: readonly string[],
  actual: readonly string[],
  { explain, fix }: { explain?: (extra: readonly string[]) => string | undefined; fix?: string } = {},
): Comparison {
  const extra = actual.filter((item) => !declared.includes(item));
  const missing = declared.filter((item) => !actual.includes(item));
  const notes = [
    extra.length > 0 ? `not declared: ${extra.join(", ")}` : undefined,
    missing.length > 0 ? `missing: ${missing.join(", ")}` : undefined,
    explain?.(extra),
  ].filter((note) => note !== undefined);
  const agrees = extra.length === 0 && missing.length === 0;
  return {
    part,
    setting,
    declared: listed(declared),
    actual: listed(actual),
    agrees,
    ...(agrees ? {} : { note: notes.join("; "), ...(fix !== undefined && { fix }) }),
  };
}

const listed = (items: readonly string[]): string => (items.length === 0 ? "none" : items.join(", "));
