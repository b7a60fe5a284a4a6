import { kindOf } from "../../mfa/kindOf.ts";
import type { Import } from "../../findings/PartFinding.ts";

/** One resource in the file that `pulumi preview --import-file` writes and `pulumi import --file` reads. */
export interface ImportEntry {
  type: string;
  name: string;
  /** Set if `name` had to be made unique. */
  logicalName?: string;
  id?: string;
  component?: boolean;
}

/**
 * The import file with ids filled in. Resources that are not Auth0's are left to the next `up`, which only
 * records them.
 * @returns the entries, and those without an id in the plan: the tenant has nothing that corresponds to them
 */
export function withIds(
  entries: readonly ImportEntry[],
  imports: readonly Import[],
): { entries: ImportEntry[]; missing: string[] } {
  const ids = new Map(imports.map(({ type, name, id }) => [`${type}|${name}`, id]));
  const own = entries.filter(({ component, type }) => component === true || type.startsWith("auth0:"));
  const filled = own.map((entry) => {
    const id = ids.get(`${entry.type}|${entry.logicalName ?? entry.name}`);
    return id === undefined ? entry : { ...entry, id };
  });
  const missing = filled.filter((entry, index) => entry.component !== true && entry.id === own[index]?.id);
  return {
    entries: filled,
    missing: missing.map(({ type, name, logicalName }) => `${kindOf(type)} ${logicalName ?? name}`),
  };
}
