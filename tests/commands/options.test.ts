import { expect, test } from "vitest";
import { UsageError } from "../../commands/command.ts";
import { OptionChecks } from "../../commands/options.ts";
import { table } from "../../commands/table.ts";

test("all wrong options are told at once", () => {
  const checks = new OptionChecks();
  checks.oneOf("--sender", "vonage", ["twilio", "plivo"]);
  checks.integer("--runs", "0", 1, 100);
  checks.integer("--runs", "1e3", 1, 100);
  expect(() => {
    checks.finish();
  }).toThrow(UsageError);
  expect(() => {
    checks.finish();
  }).toThrow(/--sender must be twilio or plivo, not "vonage"\.\n--runs must be .* not "0"\.\n.*"1e3"/);
});

test("right ones are taken", () => {
  const checks = new OptionChecks();
  expect(checks.oneOf("--sender", "plivo", ["twilio", "plivo"])).toBe("plivo");
  expect(checks.integer("--runs", "5", 1, 100)).toBe(5);
  expect(() => {
    checks.finish();
  }).not.toThrow();
});

test("a table aligns its columns and cuts what is too long", () => {
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
