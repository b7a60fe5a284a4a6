import { readRecordings } from "../sandbox/conformance/management/recording.ts";
import { replay } from "../sandbox/conformance/management/replay.ts";
import { report } from "../sandbox/conformance/management/report.ts";

const usage = `Usage: npm run conformance -- FOLDER          replays recordings of the Management API (*.jsonl)
       npm run conformance -- plugin FOLDER   replays recordings of the provider plugin`;

/** Replays what the real things answered against the local ones and prints how they compare. */
async function main(args: readonly string[]): Promise<number> {
  const [first, second] = args;
  if (first === undefined || first === "--help") {
    console.log(usage);
    return first === undefined ? 2 : 0;
  }
  if (first === "plugin" && second !== undefined) return await replayPluginRecordings(second);
  const recordings = await readRecordings(first);
  if (recordings.length === 0) {
    console.error(`There are no recordings (*.jsonl) in ${first}.`);
    return 2;
  }
  const outcomes = await replay(recordings);
  console.log(report(outcomes).join("\n"));
  return outcomes.every(({ status }) => status) ? 0 : 1;
}

/** The plugin's half is loaded only when asked for. */
async function replayPluginRecordings(folder: string): Promise<number> {
  const { replayPlugin } = await import("../sandbox/conformance/plugin/replay.ts");
  return await replayPlugin(folder);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
