import { mostOf } from "../../findings/words/advice.ts";
import { oneLine } from "../../mfa/oneLine.ts";
import type { RunResult } from "../engine/run.ts";

/** Why an `up` stopped, in a few lines from the program and the provider, without the engine's own output. */
export function engineWords({ stdout, stderr }: Pick<RunResult, "stdout" | "stderr">): string[] {
  const lines = `${stdout}\n${stderr}`.split("\n").map((line) => line.trim());
  // A program that can't be loaded says so itself, without an error of the engine.
  const first = lines.findIndex(
    (line) => /^(error|Failed to start): /.test(line) && !/^error: (update|preview) failed/.test(line),
  );
  if (first < 0) return ["pulumi gave no reason."];
  const said = lines.slice(first, first + 12);
  const end = said.findIndex((line, index) => index > 0 && line === "");
  return (end < 0 ? said : said.slice(0, end))
    .map((line) => line.replace(/^error: (before hook "[^"]*" failed: )?/, ""))
    .map((line) => oneLine(line, mostOf(line, 500)))
    .filter((line) => line !== "");
}
