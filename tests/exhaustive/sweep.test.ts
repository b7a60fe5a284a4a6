import { expect, test } from "vitest";
import { programWithout } from "../support/program/withoutHook.ts";
import type { HookName } from "../../components/hooks/index.ts";
import { sweep } from "../support/sweep/sweep.ts";

test.each<[HookName, string, string]>([
  ["mfa", "unified-twilio/first-up", "MFA is required, and the phone factor is off"],
])("control: without the hook %s, %s fails, and the sweep reports it", async (hook, group, says) => {
  const { code, last } = await sweep(
    ...["--project", await programWithout(hook), "--only", group, "--sample", "2"],
  );
  expect(JSON.stringify(last.failed)).toContain(says);
  expect(code).toBe(2);
});

test("a sample of every kind of failure is survived", async () => {
  const { code, last } = await sweep("--sample", "14");
  expect(last.failed).toEqual([]);
  expect(last.survived).toBe(last.cases);
  expect(last.cases + last.unreached).toBe(14);
  expect(last.unreached).toBeLessThan(4);
  expect(code).toBe(0);
});
