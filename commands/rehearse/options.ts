import { resolve } from "node:path";
import { defineCommand } from "../terminal/command.ts";
import { checkOnePrints, folder, nameTheStack, stacks, text } from "../terminal/options.ts";

export const command = defineCommand({
  name: "rehearse",
  local: true,
  forms: ["--stack NAME [options]"],
  summary: `Tries a change on a local tenant. It builds the state that the base commit declares, and runs pulumi up with the files in this folder.
It signs users in with a browser before the change, after each write, and at the end. Needs no account, credentials or passphrase.`,
  options: {
    stack: stacks("the stack; repeatable"),
    base: text("REF", "the commit that the current state is built from (origin/main, or main)"),
    folder: text("FOLDER", "the folder for the report and the screenshots (.sandbox/rehearsal)"),
    markdown: text("FILE|-", "a Markdown document, for a pull request (-)"),
    json: text("FILE|-", "one JSON document, which npm run review takes with --rehearsal"),
    cwd: folder,
  },
  check: ({ stack, json, markdown }, checks) => {
    if (stack.length === 0) checks.add(nameTheStack);
    checkOnePrints({ json, markdown }, checks);
  },
  exits: {
    0: "users sign in as before",
    2: "sign-in is different for users, the update stops, or a sign-in failed before the change or could not be tried",
    1: "the rehearsal could not run",
  },
});

/** The folder for the report and the screenshots. */
export const picturesFolder = (options: { folder: string | undefined; cwd: string }): string =>
  resolve(options.folder ?? resolve(options.cwd, ".sandbox", "rehearsal"));
