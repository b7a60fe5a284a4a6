import { defineCommand } from "../../terminal/command.ts";
import type { OptionsOf } from "../../terminal/command.ts";
import { flag, folder, stack, texts } from "../../terminal/options.ts";

export const command = defineCommand({
  name: "adopt",
  forms: ["--stack NAME [options]"],
  summary: `Adopts an existing tenant: reads it with read-only scopes, shows it next to what the stack declares, then writes
the stack's configuration and imports the resources. The next preview shows no change. The tenant itself is not changed.`,
  options: {
    stack: { ...stack, about: "the stack; its auth0:domain and credentials must be set" },
    "client-id": texts("ID", "a single-page application to adopt, if the tenant has several; repeatable"),
    name: texts("NAME", "the same, by name; repeatable"),
    "dry-run": flag("prints the plan only"),
    yes: flag("asks no questions; stops if a value is missing"),
    cwd: folder,
  },
  check: ({ "client-id": clientIds, name: names, yes, "dry-run": dryRun }, checks) => {
    if (clientIds.length > 0 && names.length > 0)
      checks.add("--client-id and --name are alternatives; pass one of them.");
    if (!canAsk() && !yes && !dryRun)
      checks.add("Not a terminal: pass --yes, or --dry-run to print the plan only.");
  },
  exits: {
    0: "adopted, or the plan was printed",
    2: "nothing was changed: a value has to be set or chosen first, or you declined",
    1: "it failed; the message says whether anything was changed",
  },
});

export type AdoptOptions = OptionsOf<typeof command>;

/** Whether a person is at the terminal. */
export const canAsk = (): boolean => process.stdin.isTTY && process.stdout.isTTY;
