import { prepareToolchain } from "../../commands/local/localStack.ts";

/**
 * Has the engine ready before the first test: its first build takes minutes, which no test's time limit
 * should hold.
 */
export async function setup(): Promise<void> {
  let said = "";
  await prepareToolchain((message) => {
    if (message !== said) process.stderr.write(`${message}\n`);
    said = message;
  });
}
