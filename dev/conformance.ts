import { stat } from "node:fs/promises";
import { readRecordings } from "./conformance/management/recording.ts";
import { replay } from "./conformance/management/replay.ts";
import { report } from "./conformance/management/report.ts";
import { runProcess } from "../commands/terminal/command.ts";
import { UsageError } from "../commands/terminal/options.ts";

const help = `Usage: npm run conformance -- FOLDER          replays recordings of the Management API (*.jsonl)
       npm run conformance -- plugin FOLDER   replays recordings of the auth0 plugin

Compares the recorded responses of the real services with those of the local ones, and prints each difference.`;

async function conformance([first, second]: string[]): Promise<number> {
  if (first === "--help" || first === "-h") {
    console.log(help);
    return 0;
  }
  const folder = first === "plugin" ? second : first;
  if (folder === undefined) throw new UsageError("Pass the folder that contains the recordings.");
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new UsageError(`Failed to read the recordings: there is no folder ${folder}.`);

  if (first === "plugin") {
    // The plugin's part is loaded only on demand.
    const { replayPlugin } = await import("./conformance/plugin/replay.ts");
    return replayPlugin(folder);
  }
  const recordings = await readRecordings(folder);
  if (recordings.length === 0)
    throw new UsageError(`Failed to read the recordings: there are none (*.jsonl) in ${folder}.`);
  const outcomes = await replay(recordings);
  console.log(report(outcomes).join("\n"));
  return outcomes.every(({ status }) => status) ? 0 : 2;
}

await runProcess(conformance, { help, endsItself: false, local: true });
