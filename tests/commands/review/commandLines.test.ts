import { expect, test } from "vitest";
import { commandBlock, forStack, withStack } from "../../../commands/review/markdown/commandLines.ts";
import { adviceIn } from "../../../findings/words/advice.ts";
import { markdownOf } from "../../../commands/review/markdown/markdownOf.ts";
import { jsonOf } from "../../../commands/review/jsonOf.ts";
import { plain } from "../../../findings/words/Text.ts";
import { fromTo } from "../../../findings/changes/tell.ts";
import { fixture, review, update } from "./fixture.ts";

test.each([
  ["pulumi config set allowWeakening true", "pulumi config set allowWeakening true --stack dev"],
  ["pulumi preview --diff", "pulumi preview --diff --stack dev"],
  ["pulumi up --stack prod", "pulumi up --stack prod"],
  ["npm run doctor -- --send-test +…", "npm run doctor -- --stack dev --send-test +…"],
  ["npm run drift", "npm run drift -- --stack dev"],
  ["npm run pulumi -- stack init NAME", "npm run pulumi -- stack init NAME"],
])("%s", (command, whole) => {
  expect(forStack(command, "dev")).toBe(whole);
});

test("separates a sentence from the command at its end", () => {
  expect(adviceIn("It is missing. Fix: pulumi config set a 'b: c'")).toEqual({
    says: "It is missing. Fix:",
    command: "pulumi config set a 'b: c'",
  });
  expect(adviceIn("pulumi up stops here.")).toEqual({ says: "pulumi up stops here." });
  expect(withStack(["  a is missing. Fix: pulumi config set a b", "Nothing."], "dev")).toEqual([
    "  a is missing. Fix: pulumi config set a b --stack dev",
    "Nothing.",
  ]);
});

test("a failure's fix is whole, however long", () => {
  const fix = `pulumi config set --path 'applications.shop.callbackUrls[0]' 'https://a.example/${"path/".repeat(300)}'`;
  const errors = [`The configuration of stack "dev" has 1 problem.\n  aplications is unknown. Fix: ${fix}`];
  const preview = { steps: fixture(), errors, mfaActions: [], gaps: [] };
  const failed = review([], { preview, succeeded: false });
  expect(markdownOf([failed])).toContain(`Fix: ${fix} --stack dev\n`);
  expect(jsonOf([failed])).toContain(`Fix: ${fix}"`);
});

test("a command can't close its code block", () => {
  const lines = commandBlock("pulumi config set a '```\n# b'", "dev", "    ");
  expect(lines).toEqual(["    ````sh", "    pulumi config set a '```# b' --stack dev", "    ````"]);
});

test("a rule with the same subject as a risk is one line below it, and each fact is stated once", () => {
  const steps = update(fixture(), "Guardian", "mfa", ["policy"], (inputs) => {
    inputs["policy"] = "never";
  });
  const message =
    "The MFA policy would go from Always down to Never. If that is meant: pulumi config set allowWeakening true";
  const violations = [{ rule: "policy-not-lowered", level: "mandatory", message }];
  const report = markdownOf([review(steps, { violations, succeeded: false })]);
  expect(report.match(/Never/g)).toHaveLength(1);
  expect(report.match(/stops the update/g)).toHaveLength(1);
  expect(report).toContain("    pulumi config set allowWeakening true --stack dev\n");
});

test("shows a URL in full", () => {
  const long = `https://app.example.com/${"a".repeat(300)}`;
  const steps = update(fixture(), "Client", "spa", ["callbacks[0]"], (inputs) => {
    inputs["callbacks"] = ["https://app.example.com", `${long}/new`];
  });
  expect(markdownOf([review(steps)])).toContain(`${long}/new`);
});

test("shows where two long texts differ", () => {
  const start = "words ".repeat(40);
  const told = plain(fromTo("message", { before: `${start}before`, after: `${start}after` }));
  expect(told).toMatch(/^message: ….*words before → ….*words after$/);
  expect(told.length).toBeLessThan(120);
  const far = plain(fromTo("message", { before: start, after: `${start}${"more ".repeat(60)}` }));
  expect(far).toMatch(/→ ….* more .*…$/);
});
