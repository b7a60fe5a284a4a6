// @ts-check
import { subscribe } from "node:diagnostics_channel";
import { appendFileSync } from "node:fs";
import { basename, join } from "node:path";

// Every Node process of a test run loads this first. It records the expensive processes that a process
// starts; reporter.ts counts them.
const folder = process.env["PHONE_MFA_TEST_RUN"];

/** @param {string} what */
function note(what) {
  if (folder === undefined) return;
  try {
    appendFileSync(join(folder, "counts.jsonl"), `${JSON.stringify(what)}\n`);
  } catch {
    // The run has ended, and its folder has been removed.
  }
}

subscribe("child_process", (message) => {
  const { process: child } = /** @type {{ process: import("node:child_process").ChildProcess }} */ (message);
  // The program's name is not known yet when Node publishes this.
  process.nextTick(() => {
    const program = basename(child.spawnfile);
    if (["pulumi", "chromium"].includes(program)) note(program);
  });
});
subscribe("auth0-sandbox:start", () => {
  note("sandbox");
});
