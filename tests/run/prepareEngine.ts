import { prepareToolchain } from "../../commands/local/localStack.ts";

/**
 * Prepares the engine before the first test: its first build takes minutes, which must not count towards a
 * test's time limit.
 */
export async function setup(): Promise<void> {
  let said = "";
  await prepareToolchain((message) => {
    if (message !== said) process.stderr.write(`${message}\n`);
    said = message;
  });
}
