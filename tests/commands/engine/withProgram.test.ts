import { describe, expect, test } from "vitest";
import { withProgram } from "../../../commands/engine/withProgram.ts";

const words = (line: string): string[] => line.split(" ").filter((word) => word !== "");

/** How pulumi is called in place of this line. */
function called(line: string) {
  const { args, environment } = withProgram(words(line));
  return { line: args.join(" "), environment };
}

const forDestroy = { AUTH0_PHONE_MFA_PURPOSE: "destroy" };

describe("a destroy runs the program, which knows by its environment what for", () => {
  test.each([
    "destroy",
    "down",
    "dn",
    "destroy --yes --stack dev",
    "--stack dev destroy --yes",
    "-C folder --color never down",
    "--non-interactive -sdev dn --preview-only",
  ])("%s", (line) => {
    expect(called(line)).toEqual({ line: `${line} --run-program`, environment: forDestroy });
  });

  test.each(["destroy --run-program --yes", "down --run-program=true", "--stack dev dn --yes --run-program"])(
    "once: %s stays as it is",
    (line) => {
      expect(called(line)).toEqual({ line, environment: forDestroy });
    },
  );
});

test.each([
  "",
  "up --yes",
  "preview --stack destroy",
  "-s destroy up",
  "--stack down preview",
  "stack rm destroy",
  "config set destroy true",
  "refresh",
  "--version",
])("any other command is called as it is: %j", (line) => {
  expect(called(line)).toEqual({ line, environment: {} });
});

test("what is given is not changed", () => {
  const args = ["destroy"];
  withProgram(args);
  expect(args).toEqual(["destroy"]);
});
