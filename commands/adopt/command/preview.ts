import { isOwnStash } from "../../../preview/ownStash.ts";
import type { Preview } from "../../../preview/Preview.ts";

/** Operations that send nothing: reading and importing. */
const silent = ["same", "read", "refresh", "import"];

/** What a preview would change on the tenant, one line each. */
export function changesIn({ steps }: Preview): string[] {
  return steps
    .filter((step) => !silent.includes(step.op) && !(step.op === "create" && isOwnStash(step)))
    .map(({ op, kind, name, paths }) => {
      const what = `${op} ${kind} ${name}`;
      return paths.length > 0 ? `${what} (${paths.map(({ written }) => written).join(", ")})` : what;
    });
}
