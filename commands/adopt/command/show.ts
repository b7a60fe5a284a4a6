import { isHeld } from "../../../findings/PartFinding.ts";
import type { AdoptionPlan } from "../planAdoption.ts";
import { fullKey } from "../../../configuration/source.ts";
import { oneLine } from "../../../findings/words/oneLine.ts";
import type { Source } from "../../../configuration/source.ts";
import { table } from "../../terminal/table.ts";

/** What was found, next to what the stack declares; then what stays unmanaged, by name. */
export function describe(plan: AdoptionPlan, source: Source): string {
  const rows = plan.findings.filter(isHeld).flatMap(({ shown, configuration }) =>
    shown.map(({ setting, value, key }) => {
      const text = source.values[fullKey(key)];
      const declared = text === undefined && configuration[key] === undefined ? value : plain(text);
      return [declared === value ? "✓" : "←", setting, oneLine(value), oneLine(declared)];
    }),
  );
  const found =
    rows.length === 0
      ? "Nothing that this project could manage was found."
      : table([["", "Setting", "The tenant has", "The stack declares"], ...rows], { widest: 46 });
  const alone = plan.leftAlone.map(({ name, why }) => `  ${oneLine(name)}: ${oneLine(why)}`);
  const rest = alone.length === 0 ? "" : `\n\nLeft as it is, unmanaged:\n${alone.join("\n")}`;
  return `${found}${rest}`;
}

/** A list of the configuration as people read one. */
function plain(text = ""): string {
  if (!text.startsWith("[")) return text;
  return (JSON.parse(text) as string[]).join(", ") || "none";
}
