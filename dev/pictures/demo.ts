import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";
import { root } from "../root.ts";
import { terminalSvg } from "./terminalSvg.ts";
import type { TimedLine } from "./terminalSvg.ts";

/** In the last line that the demo prints. */
const last = "Ctrl-C";

/** Records what `npm run demo` prints, and when. */
export async function recordDemo(folder: string): Promise<void> {
  const lines: TimedLine[] = [];
  const began = performance.now();
  const demo = spawn(process.execPath, ["commands/demo.ts", "--app-port", "0"], { cwd: root, stdio: "pipe" });
  const ended = once(demo, "close");
  const isUp = new Promise<void>((resolve) => {
    for (const stream of [demo.stdout, demo.stderr])
      createInterface({ input: stream }).on("line", (line) => {
        lines.push({ text: stable(stripVTControlCharacters(line)), at: performance.now() - began });
        if (line.includes(last)) resolve();
      });
  });
  await Promise.race([isUp, ended]);
  demo.kill("SIGINT");
  await ended;
  await writeFile(join(folder, "demo.svg"), terminalSvg("npm run demo", lines));
}

/** The sample is at its default port, files are below any home folder, and no line is wider than the picture. */
function stable(line: string): string {
  const shown = line.replace(/http:\/\/localhost:\d+$/, "http://localhost:3000").replace(homedir(), "~");
  return shown.length > 92 ? `${shown.slice(0, 91)}…` : shown;
}
