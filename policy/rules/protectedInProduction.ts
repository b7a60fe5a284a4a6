import { listOf, production, rule } from "../Rule.ts";

export const protectedInProduction = rule({
  id: "protected-in-production",
  description: "In production, what users depend on is protected from deletion.",
  level: "mandatory",
  configuration: {
    stacks: production,
    kinds: listOf("Kinds of resources.", "Client", "PhoneProvider", "Guardian", "PhoneNumber"),
  },
  resource: (declared, { stacks, kinds }) =>
    stacks.includes(declared.stack) && kinds.includes(declared.kind) && !declared.protect
      ? [
          `${declared.kind} ${declared.name} of ${declared.stack} is not protected: a mistake could delete it. Set protect to true; for an intended destroy, remove ${declared.stack} from "stacks" of the rule "protected-in-production" in policy/configuration.json.`,
        ]
      : [],
});
