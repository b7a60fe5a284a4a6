import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { UsageError } from "../command.ts";

export const usage = `Usage: npm run rehearse -- --stack NAME [options]

Makes a change on a local tenant before it is real: builds the state that the base commit declares, runs pulumi up with the files as they
are here, and signs users in with a browser before, after each write, and after. Needs no account, no credential and no passphrase.

  --stack NAME        the stack; repeatable
  --base REF          the commit that the present state is built from (origin/main, or main)
  --folder FOLDER     where report and pictures go (.sandbox/rehearsal)
  --markdown FILE|-   a Markdown document, for a pull request (-)
  --json FILE|-       one JSON document, which npm run review takes with --rehearsal
  --cwd FOLDER        the project's folder (this one)
  --help              this text

Exit code: 0 users sign in as before, 2 something to look at, 1 it could not be rehearsed.`;

export interface RehearseCommandOptions {
  stacks: string[];
  base: string | undefined;
  folder: string;
  markdown: string;
  json: string | undefined;
  project: string;
}

export function readOptions(args: string[]): RehearseCommandOptions {
  const { values } = parseArgs({
    args,
    options: {
      stack: { type: "string", multiple: true },
      base: { type: "string" },
      folder: { type: "string" },
      markdown: { type: "string" },
      json: { type: "string" },
      cwd: { type: "string", default: "." },
    },
  });
  const { stack = [], base, json } = values;
  if (stack.length === 0) throw new UsageError("Name the stack: --stack prod.");
  const strange = stack.find((name) => !/^[\w.-]+$/.test(name));
  if (strange !== undefined)
    throw new UsageError(`--stack must be a stack's name, not ${JSON.stringify(strange)}.`);
  const markdown = values.markdown ?? (json === "-" ? "" : "-");
  if (json === "-" && markdown === "-")
    throw new UsageError("--json - and --markdown - both print; give one of them a file.");
  const project = resolve(values.cwd);
  const folder = resolve(values.folder ?? resolve(project, ".sandbox", "rehearsal"));
  return { stacks: [...new Set(stack)], base, folder, markdown, json, project };
}
