import { expect, test } from "vitest";
import { asJson } from "../../../commands/drift/report/asJson.ts";
import { failureSentence } from "../../../commands/drift/report/DriftReport.ts";
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
    "✗ application\n  declared  App\n  actual    Other\n  fix       npm run pulumi -- up --refresh --stack dev",
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
    expect(text).toMatch(/npm run pulumi -- up --stack dev *[|\n]/);
    expect(text).not.toContain("In there.");
  }
  const both = { ...pending, comparisons: [...pending.comparisons, ...drifted.comparisons] };
  expect(plain(both)).toMatch(/^Drift: 1 of 4 settings on .*, which also has 1 change to its config/);
  expect(JSON.parse(asJson(pending))).toMatchObject({ differences: [{ isPending: true }] });
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
    expect(text).toContain("a [2J b c d".replace("[", text.startsWith("#") ? String.raw`\[` : "["));
  }
  expect(plain(report("x".repeat(1000)))).toContain(`${"x".repeat(299)}…`);
});

test("escapes Markdown, links, mentions and table columns in a tenant's text", () => {
  const text = markdown(report("<b>|`[x](http://y)` @team #1 &amp; *!* https://z WWW.z"));
  const row = text.split("\n").find((line) => line.startsWith("| application")) ?? "";
  expect(row.replaceAll(/\\./g, "").split("|")).toHaveLength(8);
  expect(row).not.toMatch(/<b>|(?<!\\)[`[*]|@team/);
  expect(row).not.toMatch(/:\/\/|www\.|(?<!&)#\d/i);
  expect(row).toContain("&lt;b>");
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
