import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { UsageError } from "../../command.ts";

export const usage = `Usage: npm run adopt -- --stack NAME [options]

Takes over what a tenant has already. Reads it with read-only scopes, shows it next to what the stack declares, then writes
the stack's configuration and imports the resources, so that the next preview shows no change. Nothing of the tenant is changed.

  --stack NAME      the stack; its auth0:domain and credentials must be set
  --client-id ID    the single-page application, where several could be meant
  --name NAME       the same, by its name
  --dry-run         only tells
  --yes             asks nothing; what is not known is left to be set
  --cwd FOLDER      the project's folder (this one)
  --help            this text

Exit code: 0 adopted (or told), 2 something has to be set or chosen first, 1 it failed and nothing was changed.`;

export interface AdoptOptions {
  stack: string;
  clientId: string | undefined;
  name: string | undefined;
  dryRun: boolean;
  /** Whether somebody can be asked. */
  ask: boolean;
  folder: string;
}

export function readOptions(args: string[], isTerminal: boolean): AdoptOptions {
  const { values } = parseArgs({
    args,
    options: {
      stack: { type: "string" },
      "client-id": { type: "string" },
      name: { type: "string" },
      "dry-run": { type: "boolean", default: false },
      yes: { type: "boolean", default: false },
      cwd: { type: "string", default: "." },
    },
  });
  if (values.stack === undefined) throw new UsageError("Name the stack: --stack dev.");
  if (values["client-id"] !== undefined && values.name !== undefined)
    throw new UsageError("--client-id and --name say the same; give one.");
  if (!isTerminal && !values.yes && !values["dry-run"])
    throw new UsageError("Nobody can be asked here: add --yes, or --dry-run to see what it would do.");
  return {
    stack: values.stack,
    clientId: values["client-id"],
    name: values.name,
    dryRun: values["dry-run"],
    ask: isTerminal && !values.yes,
    folder: resolve(values.cwd),
  };
}
