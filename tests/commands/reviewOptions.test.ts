import { expect, test } from "vitest";
import { readOptions } from "../../commands/review/command/options.ts";

test("Markdown goes to the terminal, unless JSON does", () => {
  expect(readOptions(["--stack", "dev"])).toMatchObject({ stacks: ["dev"], markdown: "-", json: undefined });
  expect(readOptions(["--stack", "dev", "--json", "-"])).toMatchObject({ markdown: undefined, json: "-" });
  expect(readOptions(["--stack", "dev", "--json", "a", "--markdown", "b"])).toMatchObject({
    markdown: "b",
    json: "a",
  });
});

test("a stack that is named twice is reviewed once", () => {
  expect(readOptions(["--stack", "dev", "--stack", "prod", "--stack", "dev"]).stacks).toEqual([
    "dev",
    "prod",
  ]);
});

test.each([
  [[], "Name the stack"],
  [["--preview", "a.json", "--base", "main"], "--preview runs nothing"],
  [["--preview", "a.json", "--stack", "dev", "--stack", "prod"], "--preview is of one stack"],
  [["--stack", "dev", "--json", "-", "--markdown", "-"], "both print"],
])("%j is a mistake", (args, why) => {
  expect(() => readOptions(args)).toThrow(why);
});
