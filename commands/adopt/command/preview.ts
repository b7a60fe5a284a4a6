import { isOwnStash } from "../../../preview/ownStash.ts";
import { parsePreview } from "../../../preview/parsePreview.ts";

/** What sends nothing: reading, and taking into the state. */
const silent = ["same", "read", "refresh", "import"];

/**
 * What a preview would change of the tenant, a line each.
 *
 * @throws NotAPreview where it is none
 */
export function changesIn(json: string): string[] {
  return parsePreview(json)
    .steps.filter((step) => !silent.includes(step.op) && !(step.op === "create" && isOwnStash(step)))
    .map(({ op, kind, name, paths }) => {
      const what = `${op} ${kind} ${name}`;
      return paths.length > 0 ? `${what} (${paths.map(({ written }) => written).join(", ")})` : what;
    });
}
