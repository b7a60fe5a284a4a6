import type { Part } from "../configuration/parts.ts";

/** One setting, as declared by the stack and as found on the tenant. */
export interface Comparison {
  /** `tenant` is what all parts depend on. */
  part: Part | "tenant";
  /** Its name for people, as in `callback URLs`. */
  setting: string;
  /** For people. A secret is never shown, only whether it changed. */
  declared: string;
  actual: string;
  agrees: boolean;
  /** If it differs: whether the stack's configuration was changed, and no `pulumi up` has written the change. */
  isPending?: boolean;
  /** If it differs: where the difference may come from, or what it means. */
  note?: string;
  /** If the tenant was changed and `pulumi up` does not restore it: what does. */
  fix?: string;
}

/** Compares two values that can be shown directly. */
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

/** Compares two sets. If they differ, it notes the extra and the missing items. */
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
