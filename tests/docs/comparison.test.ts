import { expect, test } from "vitest";
import { stepsOf } from "../support/docs/blocks.ts";
import { firstDifference } from "../support/docs/comparison.ts";

const printed = [
  "> auth0-phone-mfa@0.1.0 doctor",
  "",
  "✓ Toolchain   Node 24.21.0",
  "✗ Twilio      account ACc281b2300eb1f3fb6bbca2a0989d8a3a is a trial",
  "",
  'Stack "dev" on localhost:37713: 1 failed, 1 ok. 5 calls to Auth0, 1.4 s.',
].join("\n");

test.each([
  [
    "from its first line on",
    ["✓ Toolchain   Node 22.18.0", "✗ Twilio      account AC978f501c9425c6adcfd94c5f1a2d33a6 is a trial"],
  ],
  ["with lines left out", ["…", "✗ Twilio      account AC978f501c9425c6adcfd94c5f1a2d33a6 is a trial", "…"]],
  ["with text left out", ["✗ Twilio … is a trial"]],
  [
    "with another port and duration",
    ['Stack "dev" on localhost:1: 1 failed, 1 ok. 5 calls to Auth0, 0.2 s.'],
  ],
  ["with an empty line at its end", ["✓ Toolchain   Node 24.21.0", "✗ Twilio … trial", ""]],
])("output that matches a page is accepted: %s", (_, shown) => {
  expect(firstDifference(shown, printed)).toBeUndefined();
});

test.each([
  ["another word", ["✓ Toolchain   Deno 24.21.0"]],
  ["another count", ['Stack "dev" on localhost:1: 2 failed, 1 ok. 5 calls to Auth0, 0.2 s.']],
  ["a line left out without an ellipsis", ["> auth0-phone-mfa@0.1.0 doctor", "✓ Toolchain   Node 24.21.0"]],
  ["the order of the lines", ["✗ Twilio … trial", "…", "✓ Toolchain   Node 24.21.0"]],
  ["a line more", ["Stack … s.", "Bye"]],
  ["text after what a line shows", ["✗ Twilio … is a"]],
])("a difference is reported: %s", (_, shown) => {
  expect(firstDifference(shown, printed)).toContain("printed there");
});

test("the order of resources and the number of progress lines don't matter", () => {
  const both =
    "@ updating...\n +  auth0:index:Client spa created (1s)\n@ updating....\n +  auth0:index:Action a created (2s)";
  expect(
    firstDifference([" +  auth0:index:Action a created …", " +  auth0:index:Client spa created …"], both),
  ).toBeUndefined();
});

test("a page's steps are its commands, each with the output that the page shows", () => {
  const page = [
    "   ```sh",
    "   one --a",
    "",
    "   two",
    "   ```",
    "```console",
    "$ three",
    "out",
    "$ four",
    "```",
    "```text",
    "$ no",
    "```",
  ];
  expect(stepsOf(page.join("\n"))).toEqual([
    { command: "one --a", line: 2 },
    { command: "two", line: 4 },
    { command: "three", output: ["out"], line: 7 },
    { command: "four", output: [], line: 9 },
  ]);
});

test("Pulumi's progress may share a line with what it prints next", () => {
  const printed = "@ previewing update....\n +  one create\n@ previewing update.... +  other create\n";
  expect(firstDifference([" +  one create", " +  other create"], printed)).toBeUndefined();
  expect(firstDifference([" +  third create"], printed)).toMatch(/third/);
});
