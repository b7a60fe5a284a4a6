import { describe, expect, test } from "vitest";
import { defineCommand } from "../../../commands/terminal/command.ts";
import {
  flag,
  folder,
  integer,
  oneOf,
  OptionChecks,
  stack,
  stacks,
  text,
  texts,
  time,
  UsageError,
} from "../../../commands/terminal/options.ts";
import { table } from "../../../commands/terminal/table.ts";

const command = defineCommand({
  name: "example",
  forms: ["--stack NAME [options]", "other ARGS"],
  summary: "Does something.",
  options: {
    stack,
    sender: oneOf(["twilio", "plivo"], "who sends"),
    runs: integer("N", { least: 1, most: 100, unset: 5 }, "runs of each"),
    sample: integer("N", { least: 1, most: 100, unset: undefined }, "fewer"),
    only: texts("WORD", "may be given again"),
    "a-long-option-with-many-words": text("SOMETHING-LONG", "its text"),
    at: time("when"),
    json: flag("for programs"),
    cwd: folder,
  },
  check: ({ json, at }, checks) => {
    if (json && at !== undefined) checks.add("--json has no --at; give one of them.");
  },
  notes: "A note.",
  exits: { 0: "fine", 2: "something", 1: "it failed" },
});

test("the help is generated from the command's definition", () => {
  expect(command.help).toMatchInlineSnapshot(`
    "Usage: npm run example -- --stack NAME [options]
           npm run example -- other ARGS

    Does something.

      --stack NAME            the stack
      --sender twilio|plivo   who sends (twilio)
      --runs N                runs of each (5)
      --sample N              fewer
      --only WORD             may be given again
      --a-long-option-with-many-words SOMETHING-LONG   its text
      --at ISO                when
      --json                  for programs
      --cwd FOLDER            the project's folder (this one)
      --help                  shows this help

    Defaults are in parentheses; - is standard output.

    A note.

    Exit codes:
      0   fine
      1   it failed
      2   something"
  `);
});

test("reads the options that are passed, and uses the defaults of the others", () => {
  expect(command.read(["--stack", "dev"])).toEqual({
    stack: "dev",
    sender: "twilio",
    runs: 5,
    sample: undefined,
    only: [],
    "a-long-option-with-many-words": undefined,
    at: undefined,
    json: false,
    cwd: process.cwd(),
  });
  const given =
    "--stack prod --sender plivo --runs 100 --sample 1 --only a --only=a --at 2026-01-31 --cwd /x";
  expect(command.read(given.split(" "))).toMatchObject({
    stack: "prod",
    sender: "plivo",
    runs: 100,
    sample: 1,
    only: ["a", "a"],
    at: "2026-01-31",
    cwd: "/x",
  });
});

test("reports all invalid options at once", () => {
  const wrong = "--sender vonage --runs 0 --sample 1e3 --at noon --json";
  expect(() => command.read(wrong.split(" "))).toThrow(UsageError);
  expect(() => command.read(wrong.split(" "))).toThrow(
    [
      "Pass the stack: --stack dev.",
      '--sender must be twilio or plivo, not "vonage".',
      '--runs must be a whole number from 1 to 100, not "0".',
      '--sample must be a whole number from 1 to 100, not "1e3".',
      '--at must be a time such as 2026-01-31T12:00:00Z, not "noon".',
      "--json has no --at; give one of them.",
    ].join("\n"),
  );
});

test("reports an empty value, as from an unset shell variable", () => {
  expect(() => command.read(["--stack", "", "--a-long-option-with-many-words", ""])).toThrow(
    "Pass the stack: --stack dev.\n--a-long-option-with-many-words is empty; pass SOMETHING-LONG, or leave it out.",
  );
});

test.each([["--unknown"], ["operand"], ["--runs"], ["--json=yes"]])("%s is rejected", (...args) => {
  expect(() => command.read(["--stack", "dev", ...args])).toThrow(/unknown|operand|runs|json/i);
});

test("a table aligns its columns and truncates long cells", () => {
  expect(
    table(
      [
        ["What", "Value"],
        ["a", "1"],
        ["longer", "x".repeat(20)],
      ],
      { widest: 10 },
    ),
  ).toBe(["What    Value", "──────  ──────────", "a       1", `longer  ${"x".repeat(9)}…`].join("\n"));
});

describe("a stack's name", () => {
  const faultOf = (name: string): string => {
    const checks = new OptionChecks();
    stack.read(name, "--stack", checks);
    stacks("").read([name], "--stack", checks);
    try {
      checks.finish();
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  };

  test.each(["dev", "prod.eu-1", "acme-org/dev", "organization/auth0-phone-mfa/dev"])("can be %s", (name) => {
    expect(faultOf(name)).toBe("");
  });

  // A file with Windows' line ends leaves a carriage return in a variable.
  test.each(["dev ", "dev\r", "dev/", "a/b/c/d", "Pulumi.dev.yaml ", "dev,prod", "\u200bdev"])(
    "can't be %j, in any command",
    (name) => {
      expect(
        faultOf(name).match(/ is not a stack's name: NAME or ORGANIZATION\/PROJECT\/NAME/g),
      ).toHaveLength(2);
    },
  );
});
