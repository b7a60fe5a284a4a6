import { expect, test } from "vitest";
import {
  configCommand,
  describeProblems,
  inOrderOfFixes,
  moveSecret,
  set,
  setText,
} from "../../configuration/problems.ts";

const missing = { key: "appName", what: "is missing", fix: "set appName …" };
const unknown = {
  key: "colour",
  what: "is not a key; did you mean color?",
  fix: ["set color x", "rm colour"],
};

test("one problem is one line with its fix, below what it means", () => {
  expect(describeProblems("dev", [missing])).toBe(
    'The configuration of stack "dev" has 1 problem; nothing was sent to Auth0.\n' +
      "  appName is missing. Fix: pulumi config set appName … --stack dev",
  );
});

test("each of several has its own line, and each command its own stack", () => {
  expect(describeProblems("prod", [missing, unknown]).split("\n")).toEqual([
    'The configuration of stack "prod" has 2 problems; nothing was sent to Auth0.',
    "  appName is missing. Fix: pulumi config set appName … --stack prod",
    "  colour is not a key; did you mean color? Fix: pulumi config set color x --stack prod && pulumi config rm colour --stack prod",
  ]);
});

test.each([
  ["Shop", "Shop"],
  ["My app", "'My app'"],
  ["It's {{code}}", String.raw`'It'\''s {{code}}'`],
  ["Hello\nIt's {{code}}\\", String.raw`$'Hello\nIt\'s {{code}}\\'`],
  ["Hello\r\n\u001b[31m{{code}}", String.raw`$'Hello\n [31m{{code}}'`],
])("%j is one word for a shell: %s", (value, word) => {
  expect(set("enrollmentMessage", value)).toBe(`set enrollmentMessage ${word}`);
});

test.each([
  [set("verificationMessage", "-x {{code}}"), "set --stack dev -- verificationMessage '-x {{code}}'"],
  [
    setText("applications.shop.appName", "-x"),
    "set --path --type string --stack dev -- applications.shop.appName -x",
  ],
  [set("appName", "a -- b"), "set appName 'a -- b' --stack dev"],
])("a value that looks like an option is none: %s", (fix, command) => {
  expect(configCommand(fix, "dev")).toBe(`pulumi config ${command}`);
});

test.each([
  ["auth0:client_secret", "auth0:clientSecret", "auth0:client_secret", "auth0:clientSecret"],
  ["a.b c", "x[0]", "--path 'a.b c'", "--path 'x[0]'"],
])("a secret is moved from %s to %s through no argument", (from, to, taken, put) => {
  expect(configCommand(moveSecret(from, to), "dev")).toBe(
    `secret=$(pulumi config get ${taken} --stack dev) && printf %s "$secret" | pulumi config set --secret ${put} --stack dev`,
  );
});

test("fixes that remove items of a list are last, and start from its end", () => {
  const fixes = ["rm --path urls[0]", "set urls[1] x", ["rm urls", "set urls[0] y"], "rm --path urls[2]"];
  const problems = fixes.map((fix) => ({ key: "urls", what: "is wrong", fix }));
  expect(inOrderOfFixes(problems).map(({ fix }) => fix)).toEqual([
    "set urls[1] x",
    ["rm urls", "set urls[0] y"],
    "rm --path urls[2]",
    "rm --path urls[0]",
  ]);
});
