import { resolve } from "node:path";
import { defineCommand } from "../terminal/command.ts";
import { checkOnePrints, folder, nameTheStack, stacks, text } from "../terminal/options.ts";

export const command = defineCommand({
  name: "rehearse",
  local: true,
  forms: ["--stack NAME [options]"],
  summary: `Makes a change on a local tenant before it is real: builds the state that the base commit declares, runs pulumi up with the files as they
are here, and signs users in with a browser before, after each write, and after. Needs no account, no credential and no passphrase.`,
  options: {
    stack: stacks("the stack; repeatable"),
    base: text("REF", "the commit that the present state is built from (origin/main, or main)"),
    folder: text("FOLDER", "where report and pictures go (.sandbox/rehearsal)"),
    markdown: text("FILE|-", "a Markdown document, for a pull request (-)"),
    json: text("FILE|-", "one JSON document, which npm run review takes with --rehearsal"),
    cwd: folder,
  },
  check: ({ stack, json, markdown }, checks) => {
    if (stack.length === 0) checks.add(nameTheStack);
    checkOnePrints({ json, markdown }, checks);
  },
  exits: { 0: "users sign in as before", 2: "something to look at", 1: "it could not be rehearsed" },
});

/** Where report and pictures go. */
export const picturesFolder = (options: { folder: string | undefined; cwd: string }): string =>
  resolve(options.folder ?? resolve(options.cwd, ".sandbox", "rehearsal"));
