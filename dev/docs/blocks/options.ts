import { run } from "../../../commands/engine/run.ts";
import { root } from "../../root.ts";
import { table } from "./table.ts";

/** What a command's `--help` says. */
interface Help {
  summary: string;
  /** Each option with what is given with it, and what it is for. */
  options: [term: string, about: string][];
}

/** Asks a command of `commands/` for its help. */
export async function helpOf(name: string): Promise<Help> {
  const { stdout } = await run(process.execPath, [`commands/${name}.ts`, "--help"], { cwd: root });
  const [, summary = "", ...parts] = stdout.trim().split("\n\n");
  const lines = parts.flatMap((part) => part.split("\n"));
  return {
    summary: summary.replaceAll("\n", " "),
    options: lines.flatMap((line): [string, string][] => {
      const [, term = "", about] = /^ {2}(--\S.*?) {3,}(\S.*)$/.exec(line) ?? [];
      return about === undefined || term === "--help" ? [] : [[term, about]];
    }),
  };
}

/** A command's options as a table. */
export const optionsTable = ({ options }: Help): string =>
  table(
    ["option", "meaning"],
    options.map(([term, about]) => [`\`${term}\``, about]),
  );
