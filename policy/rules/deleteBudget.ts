import { kindAndName } from "../Declared.ts";
import { recorded, rule } from "../Rule.ts";
import { goneFrom } from "../recorded.ts";

export const deleteBudget = rule({
  id: "delete-budget",
  description: "One change deletes no more than a few resources.",
  level: "mandatory",
  configuration: {
    recorded,
    most: { type: "integer", minimum: 0, description: "Deletions in one change.", default: 2 },
  },
  stack(all, { recorded: before, most }) {
    const gone = goneFrom(before, all)
      .map(kindAndName)
      // A number that a stack gives up stays in the account.
      .filter(({ kind }) => kind !== "PhoneNumber");
    if (gone.length <= most) return [];
    const names = gone.map(({ kind, name }) => `${kind} ${name}`).sort();
    return [
      `${gone.length} ${gone.length === 1 ? "resource" : "resources"} would be deleted (${names.join(", ")}); at most ${most} may be. ${most > 0 ? "Delete them in several changes, or raise" : "Raise"} "most" of the rule "delete-budget" in policy/configuration.json.`,
    ];
  },
});
