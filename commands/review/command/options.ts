import { parseArgs } from "node:util";
import { OptionChecks } from "../../options.ts";

export const usage = `Usage: npm run review -- --stack NAME [options]

Runs pulumi preview and says what the change means: a verdict, each change in plain words, the rules that it breaks, order and calls.
Changes nothing.

  --stack NAME        the stack; repeatable, for one report of all
  --base REF          what a pull request goes into, as origin/main: its program runs too, and what it would change is told apart
  --preview FILE      reads what pulumi preview --json --show-sames printed, and runs nothing
  --rehearsal FILE    what npm run rehearse wrote with --json; repeatable
  --markdown FILE|-   the report for a pull request (-)
  --json FILE|-       the report for programs
  --cwd FOLDER        the project's folder (this one)
  --help              this text

Exit code: 0 no change or safe, 2 something to look at, 1 it could not be found out.`;

export interface ReviewOptions {
  stacks: string[];
  base: string | undefined;
  preview: string | undefined;
  rehearsals: string[];
  /** A file, or `-` for standard output. */
  markdown: string | undefined;
  json: string | undefined;
  cwd: string;
}

/** @throws UsageError with all that is wrong */
export function readOptions(args: string[]): ReviewOptions {
  const { values } = parseArgs({
    args,
    options: {
      stack: { type: "string", multiple: true, default: [] },
      base: { type: "string" },
      preview: { type: "string" },
      rehearsal: { type: "string", multiple: true, default: [] },
      markdown: { type: "string" },
      json: { type: "string" },
      cwd: { type: "string", default: "." },
    },
  });
  const { base, preview, json, cwd } = values;
  const stacks = [...new Set(values.stack)];
  const markdown = values.markdown ?? (json === "-" ? undefined : "-");
  const checks = new OptionChecks();
  if (stacks.length === 0 && preview === undefined) checks.add("Name the stack: --stack dev.");
  if (preview !== undefined && stacks.length > 1)
    checks.add("--preview is of one stack; name no more than one with it.");
  if (preview !== undefined && base !== undefined)
    checks.add("--preview runs nothing, so there is no --base to compare with; give one of them.");
  if (json === "-" && markdown === "-")
    checks.add("--json - and --markdown - both print; give one of them a file.");
  checks.finish();
  return { stacks, base, preview, rehearsals: values.rehearsal, markdown, json, cwd };
}
