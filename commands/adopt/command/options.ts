import { defineCommand } from "../../terminal/command.ts";
import type { OptionsOf } from "../../terminal/command.ts";
import { flag, folder, stack, texts } from "../../terminal/options.ts";

export const command = defineCommand({
  name: "adopt",
  forms: ["--stack NAME [options]"],
  summary: `Takes over what a tenant has already. Reads it with read-only scopes, shows it next to what the stack declares, then writes
the stack's configuration and imports the resources, so that the next preview shows no change. Nothing of the tenant is changed.`,
  options: {
    stack: { ...stack, about: "the stack; its auth0:domain and credentials must be set" },
    "client-id": texts("ID", "a single-page application, where several could be meant; may be repeated"),
    name: texts("NAME", "the same, by its name"),
    "dry-run": flag("prints the plan only"),
    yes: flag("asks nothing; what is not known is left to be set"),
    cwd: folder,
  },
  check: ({ "client-id": clientIds, name: names, yes, "dry-run": dryRun }, checks) => {
    if (clientIds.length > 0 && names.length > 0)
      checks.add("--client-id and --name say the same; give one.");
    if (!canAsk() && !yes && !dryRun)
      checks.add("Not a terminal: pass --yes, or --dry-run to print the plan only.");
  },
  exits: {
    0: "adopted (or told)",
    2: "something has to be set or chosen first",
    1: "it failed and nothing was changed",
  },
});

export type AdoptOptions = OptionsOf<typeof command>;

/** Whether somebody sits at the terminal. */
export const canAsk = (): boolean => process.stdin.isTTY && process.stdout.isTTY;
