interface Preview {
  steps?: { op: string; urn: string; detailedDiff?: Record<string, unknown> | null }[];
}

/** What sends nothing: reading, taking into the state, and a note of what a destroy has to do. */
const silent = ["same", "read", "refresh", "import"];
const note = "pulumi-nodejs:dynamic:Resource";

/** What a preview would change of the tenant, a line each. */
export function changesIn(json: string): string[] {
  const { steps } = JSON.parse(json) as Preview;
  if (steps === undefined) throw new Error("the preview gave no steps.");
  return steps
    .filter(({ op, urn }) => !silent.includes(op) && !(op === "create" && urn.includes(note)))
    .map(({ op, urn, detailedDiff }) => {
      const [type = "", name = ""] = urn.split("::").slice(-2);
      const properties = Object.keys(detailedDiff ?? {});
      const what = `${op} ${type.split(":").at(-1) ?? ""} ${name}`;
      return properties.length > 0 ? `${what} (${properties.join(", ")})` : what;
    });
}
