import { factorLabel } from "../../../mfa/factors.ts";
import { readable } from "../../../mfa/phoneNumbers.ts";
import { isHeld } from "../../../findings/PartFinding.ts";
import type { AdoptionPlan } from "../planAdoption.ts";
import { fullKey, parse } from "../../../configuration/source.ts";
import type { Violation } from "../../../preview/Preview.ts";
import { oneLine } from "../../../mfa/oneLine.ts";
import { mostOf } from "../../../findings/words/advice.ts";
import type { Source } from "../../../configuration/source.ts";
import { table } from "../../terminal/table.ts";

/** Prints what was found next to what the stack declares, then what stays unmanaged or is shared, by name. */
export function describe(plan: AdoptionPlan, source: Source): string {
  const rows = plan.findings.filter(isHeld).flatMap(({ shown, configuration }) =>
    shown.flatMap(({ setting, value, key, already, unless }) => {
      if (already !== undefined) return rowsOf("✓", setting, value, already);
      const text = textAt(source, key);
      const isDefault = unless === undefined || textAt(source, unless.key) === unless.value;
      const declared =
        text === undefined && at(configuration, key) === undefined && isDefault ? value : plain(text);
      return rowsOf(declared === value ? "✓" : "←", setting, readable(value), readable(declared));
    }),
  );
  const found =
    rows.length === 0
      ? "The tenant has nothing that this stack may adopt."
      : table([["", "Setting", "The tenant has", "The stack declares"], ...rows], { widest });
  const legend = rows.some(([sign]) => sign === "←")
    ? "\n\n✓ the stack declares this value   ← the configuration will be set to the tenant's value"
    : "";
  const alone = plan.leftAlone.map(({ name, why }) => `  ${oneLine(name)}: ${oneLine(why, 1000)}`);
  const rest = alone.length === 0 ? "" : `\n\nNot managed:\n${alone.join("\n")}`;
  const shared = sharedIn(plan);
  return `${found}${legend}${rest}${shared === undefined ? "" : `\n\n${shared}`}`;
}

/** Says what another stack manages too, and what follows; `undefined` if there is no such thing. */
export function sharedIn({ shared }: AdoptionPlan): string | undefined {
  if (shared.length === 0) return undefined;
  const lines = shared.map(({ name, why }) => `  ${oneLine(name)}: ${oneLine(why)}`);
  const overlaps = new Set(shared.map(({ overlap }) => overlap));
  return ["Another stack manages this too:", ...lines, ...overlaps].join("\n");
}

/** Says what a plan would write, import and ask for. */
export function toBeWritten(plan: AdoptionPlan, { values, project }: Source): string {
  const lines = Object.entries(plan.configuration).map(([key, value]) => {
    const full = fullKey(project, key);
    return value === undefined ? `  remove ${full}` : `  ${full}: ${JSON.stringify(value)}`;
  });
  const missing = plan.unknown
    .filter(({ key, value }) => value === undefined && !values[fullKey(project, key)])
    .map(({ key }) => key);
  if (lines.length + plan.imports.length + missing.length === 0) return "Adopting would change nothing.";
  const asked = missing.length === 0 ? "" : `\n\nRequired, but not returned by Auth0: ${missing.join(", ")}.`;
  const resources = plan.imports.length === 1 ? "1 resource" : `${plan.imports.length} resources`;
  const writes = lines.length > 0 ? ["write this configuration"] : [];
  const imports = plan.imports.length > 0 ? [`import ${resources}`] : [];
  const what = [...writes, ...imports].join(" and ") || "only store the values that Auth0 does not return";
  return `Adopting would ${what}${lines.length > 0 ? `:\n${lines.join("\n")}` : "."}${asked}`;
}

/** Says which rules of the policy pack the adopted stack breaks; `undefined` if it breaks none. */
export function rejected(violations: readonly Violation[]): string | undefined {
  if (violations.length === 0) return undefined;
  const lines = violations.map(
    ({ rule, message }) => `  ${rule}: ${oneLine(message, mostOf(message, 1000))}`,
  );
  return `\nThe policy pack rejects what the tenant has. Resolve this before the next preview or update, which would fail:\n${lines.join("\n")}`;
}

/** Long enough for a URL. A text may be cut, a URL must not be. */
const widest = 120;
const widestText = 46;

/** A row of the table. A list of URLs gets one line for each. */
function rowsOf(sign: string, setting: string, value: string, declared: string): string[][] {
  const [found, stated] = [value, declared].map((text) =>
    /^[a-z]+:\/\//.test(text)
      ? text.split(", ")
      : [text.length > widestText ? `${text.slice(0, widestText - 1)}…` : text],
  ) as [string[], string[]];
  const length = Math.max(found.length, stated.length);
  return Array.from({ length }, (_, line) => [
    line === 0 ? sign : "",
    line === 0 ? setting : "",
    oneLine(found[line] ?? ""),
    oneLine(stated[line] ?? ""),
  ]);
}

/** A configuration value by its path, as text. A list or a map is JSON. */
function textAt({ values, project }: Source, path: string): string | undefined {
  const [key = "", ...members] = path.split(".");
  // An empty value counts as missing.
  const text = values[fullKey(project, key)] || undefined;
  if (members.length === 0 || text === undefined) return text;
  const value = at(parse(text), members.join("."));
  return value === undefined || typeof value === "string" ? value : JSON.stringify(value);
}

const at = (value: unknown, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>(
      (of, name) =>
        typeof of === "object" && of !== null ? (of as Record<string, unknown>)[name] : undefined,
      value,
    );

/** A configured list, or a map of factors, in readable form. */
function plain(text = ""): string {
  const value = parse(text);
  if (Array.isArray(value)) return value.join(", ") || "none";
  if (typeof value !== "object" || value === null) return text;
  const on = Object.entries(value).filter(([, enabled]) => enabled === true);
  return on.map(([factor]) => factorLabel(factor)).join(", ") || "none";
}
