import { join } from "node:path";
import { effectsOf } from "./review/rehearsal/judge.ts";
import { rehearsalReport } from "./review/rehearsal/markdown.ts";
import { rehearsalsAsJson } from "./review/rehearsal/parseRehearsals.ts";
import type { Rehearsal } from "./review/rehearsal/Rehearsal.ts";
import { shortName } from "./engine/project.ts";
import { run } from "./engine/run.ts";
import { markdownTarget, output } from "./terminal/output.ts";
import { CommandError } from "./terminal/command.ts";
import { prepareToolchain } from "./local/localStack.ts";
import { command, picturesFolder } from "./rehearse/options.ts";
import type { OptionsOf } from "./terminal/command.ts";
import { writePage } from "./rehearse/pages.ts";
import { rehearseStack } from "./rehearse/rehearseStack.ts";

async function rehearse(options: OptionsOf<typeof command>, signal: AbortSignal): Promise<number> {
  const base = options.base ?? (await defaultBase(options.cwd));
  const toolchain = await prepareToolchain((message) => {
    console.error(message);
  });
  const { engine, plugins } = toolchain;
  const tools = [
    `pulumi ${engine.version} (${engine.origin})`,
    ...plugins.map(({ name, version, origin }) => `${name} plugin ${version} (${origin})`),
  ].join(", ");
  const rehearsals: Rehearsal[] = [];
  for (const stack of new Set(options.stack.map(shortName))) {
    const pictures = join(picturesFolder(options), stack);
    const rehearsal = await rehearseStack(toolchain, {
      stack,
      base,
      folder: options.cwd,
      pictures,
      signal,
      onStep: (step) => {
        console.error(`${stack}: ${step}`);
      },
    });
    rehearsals.push(rehearsal);
    console.error(`${stack}: ${await writePage(pictures, rehearsal, tools)}`);
  }
  await output(markdownTarget(options), () => rehearsals.map(rehearsalReport).join("\n"));
  await output(options.json, () => rehearsalsAsJson(rehearsals));
  return rehearsals.every((one) => effectsOf(one).length === 0) ? 0 : 2;
}

/** The base of a pull request, in a CI checkout and in a developer's checkout. */
async function defaultBase(folder: string): Promise<string> {
  for (const ref of ["origin/main", "main"]) {
    const found = await run("git", ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`], { cwd: folder });
    if (found.code === 0) return ref;
  }
  throw new CommandError(
    "Failed to find the commit to compare with: there is neither origin/main nor main. Fix: pass it with --base.",
  );
}

await command.run(rehearse);
