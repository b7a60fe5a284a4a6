import { expect, test } from "vitest";
import { asJson } from "../../../commands/drift/report/asJson.ts";
import { failureSentence } from "../../../commands/drift/report/DriftReport.ts";
import type { Comparison } from "../../../findings/Comparison.ts";
import type { DriftReport } from "../../../commands/drift/report/DriftReport.ts";
import { markdown } from "../../../commands/drift/report/markdown.ts";
import { plain } from "../../../commands/drift/report/plain.ts";

const report = (actual: string, agrees = false): DriftReport => ({
  stack: "dev",
  domain: "tenant.eu.auth0.com",
  lastUp: new Date("2026-01-01T00:00:00Z"),
  comparisons: [
    { part: "application", setting: "application", declared: "App", actual, agrees },
    { part: "policy", setting: "MFA policy", declared: "always", actual: "always", agrees: true },
  ],
  notes: [],
  calls: 8,
  seconds: 1.23,
});

test("summarizes the result and the cost in one line", () => {
  expect(plain(report("App", true))).toBe(
    'No drift: 2 settings of tenant.eu.auth0.com match stack "dev".\n\n' +
      "8 calls, 1.2 s, read-only. Last update: 2026-01-01T00:00:00Z.",
  );
  expect(plain(report("Other"))).toContain(
    "Drift: 1 of 2 settings on tenant.eu.auth0.com differs from stack",
  );
  expect(plain(report("Other"))).toContain(
    "✗ application\n  declared  App\n  actual    Other\n\nFix: npm run pulumi -- up --refresh --stack dev",
  );
});

test("says which difference is a change that no up has written, and how it is written", () => {
  const drifted = report("Other");
  const pending = {
    ...drifted,
    comparisons: drifted.comparisons.map((one) => ({
      ...one,
      isPending: true,
      note: "so",
      fix: "In there.",
    })),
  };
  expect(plain(pending)).toMatch(/^Pending: stack "dev" has 1 change to its configuration not applied yet; /);
  for (const text of [plain(pending), markdown(pending).replaceAll("\\", "")]) {
    expect(text).toContain("declared, but not applied yet");
    expect(text).not.toContain("so");
    expect(text).toMatch(/Fix:[^]*npm run pulumi -- up --stack dev\n/);
    expect(text).not.toContain("In there.");
  }
  const both = { ...pending, comparisons: [...pending.comparisons, ...drifted.comparisons] };
  expect(plain(both)).toMatch(/^Drift: 1 of 4 settings on .*, which also has 1 change to its config/);
  expect(JSON.parse(asJson(pending))).toMatchObject({ differences: [{ isPending: true }] });
});

test("ends with one command for all that has no fix of its own, which also writes what is pending", () => {
  const [one] = report("Other").comparisons;
  const own = { ...one, setting: "name", fix: "In the dashboard, change it back." } as Comparison;
  const pending = { ...one, setting: "callback URLs", isPending: true } as Comparison;
  const of = (comparisons: readonly Comparison[]) => plain({ ...report("Other"), comparisons });
  expect(of([own])).toContain("  fix       In the dashboard, change it back.\n\n8 calls");
  expect(of([own, pending])).toMatch(/\n\nFix for the others: npm run pulumi -- up --stack dev\n/);
  const all = of([own, pending, one as Comparison]);
  expect(all.match(/npm run/g)).toHaveLength(1);
  expect(all).toContain("\n\nFix for the others: npm run pulumi -- up --refresh --stack dev\n");
});

test("a fix is never cut, a long value is", () => {
  const [one] = report("x".repeat(400)).comparisons;
  const fix = `npm run doctor -- --stack ${"long".repeat(100)} --send-test +… shows it.`;
  const printed = plain({ ...report("Other"), comparisons: [{ ...one, fix } as Comparison] });
  expect(printed).toContain(`  fix       ${fix}\n`);
  expect(printed).toMatch(/ {2}actual {4}x+…\n/);
});

test("the Markdown report has each value on a line of its own and the command in a block", () => {
  expect(markdown(report("Other"))).toBe(
    [
      '### Drift: 1 of 2 settings on tenant.eu.auth0.com differs from stack "dev".',
      "",
      "- ✗ application",
      "  - declared: `App`",
      "  - actual: `Other`",
      "",
      "**Fix:**",
      "",
      "```sh",
      "npm run pulumi -- up --refresh --stack dev",
      "```",
      "",
      "<sub>8 calls, 1.2 s, read-only. Last update: 2026-01-01T00:00:00Z.</sub>",
      "",
    ].join("\n"),
  );
});

test("says what a failed command means", () => {
  expect(failureSentence({ command: "up", at: new Date("2026-01-01T00:00:00.999Z") })).toBe(
    "The last pulumi up failed at 2026-01-01T00:00:00Z, so the tenant may have only a part of its changes.",
  );
});

test("adds notes on what is no drift but worth knowing", () => {
  const noted = { ...report("App", true), notes: ['The Action "A *b*" in the login flow may require MFA.'] };
  expect(plain(noted)).toMatch(
    /^No drift: .*\n\nThe Action "A \*b\*" in the login flow may require MFA\.\n\n/,
  );
  expect(markdown(noted)).toContain(String.raw`A \*b\*`);
});

test("removes control characters and line breaks from a tenant's text", () => {
  const hostile = "a\u001b[2J\r\nb\u202ec\u2028d";
  for (const text of [plain(report(hostile)), markdown(report(hostile))]) {
    expect(text).not.toMatch(/[\u001b\r\u202e\u2028]/);
    expect(text).toContain("a [2J b c d");
  }
  expect(plain(report("x".repeat(1000)))).toContain(`${"x".repeat(299)}…`);
});

test("shows a tenant's text as code, which nothing in it can end, and escapes it in a note", () => {
  const hostile = "<b>|`[x](http://y)` @team #1 &amp; *!* https://z WWW.z";
  const text = markdown({ ...report(hostile), notes: [hostile] });
  const { lines, note } = { lines: text.split("\n"), note: text.split("\n\n").at(-2) ?? "" };
  expect(lines).toContain(`  - actual: \`\`${hostile}\`\``);
  expect(note).toBe(
    "&lt;b>\\|\\`\\[x\\](`http://y`)\\` @\u200bteam \\#\u200b1 &amp;amp; \\*\\!\\* `https://z` WWW&#46;z",
  );
});

test("the JSON report lists the differences and the number of settings compared", () => {
  expect(JSON.parse(asJson(report("Other")))).toEqual({
    stack: "dev",
    domain: "tenant.eu.auth0.com",
    lastUp: "2026-01-01T00:00:00.000Z",
    compared: 2,
    differences: [
      { part: "application", setting: "application", declared: "App", actual: "Other", isPending: false },
    ],
    notes: [],
    calls: 8,
    seconds: 1.23,
  });
});
