import { kindAndName } from "../Declared.ts";
import { listOf, production, recorded, rule } from "../Rule.ts";
import { goneFrom } from "../recorded.ts";

export const neverDelete = rule({
  id: "never-delete",
  description: "What users depend on is never deleted in production.",
  level: "mandatory",
  configuration: {
    recorded,
    stacks: production,
    resources: listOf("Kind and name of each.", "Client spa", "PhoneProvider sender", "Guardian mfa"),
  },
  stack: (all, { recorded: before, stacks, resources }) =>
    stacks.includes(all[0]?.stack ?? "")
      ? goneFrom(before, all)
          .map(kindAndName)
          .map(({ kind, name }) => `${kind} ${name}`)
          .filter((one) => resources.includes(one))
          .map(
            (one) =>
              `${one} would be deleted, and users depend on it. Keep it in manage; if that is meant, take it off resources of never-delete in policy/configuration.json.`,
          )
      : [],
});
