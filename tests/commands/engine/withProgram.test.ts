import { expect, test } from "vitest";
import { withProgram } from "../../../commands/engine/withProgram.ts";

const environmentOf = (line: string) => withProgram(line.split(" ").filter((word) => word !== ""));

test.each([
  "destroy",
  "down",
  "dn",
  "destroy --yes --stack dev",
  "-C folder --color never down",
  "--non-interactive -sdev dn --preview-only",
])("a destroy runs the program with its purpose: %s", (line) => {
  expect(environmentOf(line)).toEqual({
    PULUMI_RUN_PROGRAM: "true",
    AUTH0_PHONE_MFA_PURPOSE: "destroy",
  });
});

test.each([
  "",
  "refresh",
  "up --yes --refresh",
  "preview --stack destroy",
  "-s destroy up",
  "stack rm destroy",
  "config set destroy true",
])("any other command runs the program without a purpose: %j", (line) => {
  expect(environmentOf(line)).toEqual({ PULUMI_RUN_PROGRAM: "true" });
});
