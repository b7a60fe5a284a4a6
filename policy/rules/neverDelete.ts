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
    resources: listOf(
      "Resources, each as KIND or KIND NAME.",
      "Client",
      "PhoneProvider sender",
      "Guardian mfa",
    ),
  },
  stack: (all, { recorded: before, stacks, resources }) =>
    stacks.includes(all[0]?.stack ?? "")
      ? goneFrom(before, all)
          .map(kindAndName)
          .filter(({ kind, name }) => resources.includes(kind) || resources.includes(`${kind} ${name}`))
          .map(
            ({ kind, name }) =>
              `${kind} ${name} would be deleted, and users depend on it. Keep it in the stack's configuration; if the deletion is intended, remove ${resources.includes(kind) ? kind : `${kind} ${name}`} from "resources" of the rule "never-delete" in policy/configuration.json.`,
          )
      : [],
});
