import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { prepareToolchain } from "../commands/local/localStack.ts";
import { launchChromium } from "../commands/local/browser.ts";
import { defineCommand } from "../commands/terminal/command.ts";
import { step } from "../commands/terminal/steps.ts";
import { recordDemo } from "./pictures/demo.ts";
import { photographReview } from "./pictures/review.ts";
import { photographSignIn } from "./pictures/signIn.ts";
import { root } from "./root.ts";

const command = defineCommand({
  name: "pictures",
  local: true,
  summary: `Retakes the pictures in README.md and docs/ from the current product: a pull-request report, a sign-in next to the inbox, and the
demo in a terminal. They go to docs/pictures.`,
  options: {},
});

await command.run(async () => {
  const folder = join(root, "docs", "pictures");
  await mkdir(folder, { recursive: true });
  const toolchain = await step("Engine and plugins", prepareToolchain);
  await step("The demo in a terminal", () => recordDemo(folder));
  const browser = await launchChromium();
  try {
    await step("A sign-in next to the inbox", () => photographSignIn(browser, folder));
    await step("A pull-request report", (progress) => photographReview(browser, folder, toolchain, progress));
  } finally {
    await browser.close();
  }
  return 0;
});
