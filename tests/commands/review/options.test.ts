import { expect, test } from "vitest";
import { command } from "../../../commands/review/command/options.ts";

test.each([
  [["--stack", "dev"]],
  [["--stack", "dev", "--stack", "prod", "--base", "main"]],
  [["--preview", "a.json"]],
  [["--preview", "a.json", "--stack", "dev", "--stack", "dev"]],
  [["--stack", "dev", "--json", "a.json", "--markdown", "-"]],
])("%j is valid", (args) => {
  expect(() => command.read(args)).not.toThrow();
});

test.each([
  [[], "Pass the stack"],
  [["--stack", "dev", "--stack", "prod "], '--stack "prod " is not a stack\'s name'],
  [["--preview", "a.json", "--base", "main"], "--preview runs nothing"],
  [["--preview", "a.json", "--stack", "dev", "--stack", "prod"], "--preview describes one stack"],
  [["--stack", "dev", "--json", "-", "--markdown", "-"], "both print"],
])("%j is rejected", (args, why) => {
  expect(() => command.read(args)).toThrow(why);
});
