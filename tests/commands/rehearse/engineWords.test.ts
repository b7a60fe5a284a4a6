import { expect, test } from "vitest";
import { engineWords } from "../../../commands/rehearse/engineWords.ts";

test.each<[string, string, string[]]>([
  [
    "the program's own words",
    "  error: sender is missing\n  Fix: set sender\n",
    ["sender is missing", "Fix: set sender"],
  ],
  [
    "what the engine says after an empty line is left out",
    "error: one\ntwo\n\nResources: 3 unchanged\n",
    ["one", "two"],
  ],
  [
    "without the hook that says it",
    'error: before hook "auth0-phone-mfa:protection" failed: Failed to delete it: mfa is protected.\n',
    ["Failed to delete it: mfa is protected."],
  ],
  ["an error alone on the last line", "error: one", ["one"]],
  [
    "what failed, not that the update did",
    "error: update failed\nerror: preview failed\nerror: 403 from Auth0\n",
    ["403 from Auth0"],
  ],
  [
    "twelve lines at most",
    `error: 1\n${Array.from({ length: 20 }, (_, index) => `line ${index + 2}`).join("\n")}`,
    ["1", ...Array.from({ length: 11 }, (_, index) => `line ${index + 2}`)],
  ],
  [
    "a program that can't start",
    "Updating (dev):\nDiagnostics:\n  Failed to start: the packages are not installed. Fix: npm ci.\n\nResources:\n",
    ["Failed to start: the packages are not installed. Fix: npm ci."],
  ],
  [
    "a long line, cut unless it ends in a command",
    `error: ${"x".repeat(501)}\nFix: pulumi config set a ${"x".repeat(500)}\n`,
    [`${"x".repeat(499)}…`, `Fix: pulumi config set a ${"x".repeat(500)}`],
  ],
  ["no reason at all", "Updating (dev):\n", ["pulumi gave no reason."]],
  ["only that the update failed", "error: update failed\n", ["pulumi gave no reason."]],
])("%s", (_, stdout, expected) => {
  expect(engineWords({ stdout, stderr: "" })).toEqual(expected);
  expect(engineWords({ stdout: "", stderr: stdout })).toEqual(expected);
});
