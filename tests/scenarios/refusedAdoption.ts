import { expect } from "vitest";
import { newAdoptable } from "../support/stack/adoptable.ts";
import { writesIn } from "../support/stack/testStack.ts";
import type { Case } from "./cases.ts";

interface RefusedCall extends Case {
  /** A fault rule. */
  rule: string;
}

/** Calls of an adoption that the tenant refuses. */
export const refusedCalls: readonly RefusedCall[] = [
  { name: "before the import", rule: "GET /clients/* * 403" },
  {
    name: "in the middle of the import",
    rule: "GET /branding/phone/templates/* * 403",
    standsFor: "an adoption that has begun",
  },
];

/** Configuration and state are as they were, and the next run works. */
export async function putBack({ rule }: RefusedCall): Promise<void> {
  const { stack, adopt, kept } = await newAdoptable();
  const before = await kept();
  await stack.sandbox("POST", "/faults", { rules: [rule] });
  const { code, text } = await adopt("--yes");
  expect(code).toBe(1);
  expect(text).toContain("Nothing was changed: configuration and state are as they were before.");
  expect(text).not.toMatch(/\n {4}at /);
  expect(await kept()).toEqual(before);

  await stack.sandbox("DELETE", "/faults");
  const again = await adopt("--yes");
  expect(again.code, again.text).toBe(0);
  expect(writesIn(await stack.calls())).toEqual([]);
}
