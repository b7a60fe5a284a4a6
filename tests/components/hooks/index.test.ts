import { expect, test } from "vitest";
import { hookNames, registeredAs } from "../../../components/hooks/index.ts";

test("checks also run in a preview, one hook only there, and all that write only in an up", () => {
  const when = (onDryRun: unknown) =>
    hookNames.filter((name) => (registeredAs(name).onDryRun ?? false) === onDryRun);
  expect(when(true)).toEqual(["same-experience", "codes-can-arrive", "existing-client", "account"]);
  expect(when("only")).toEqual(["mfa-by-action"]);
  expect(when(false)).toHaveLength(hookNames.length - 5);
});

test("each hook has its own purpose, for an error message", async () => {
  const loaded = await Promise.all(hookNames.map((name) => registeredAs(name).load()));
  const purposes = loaded.map(({ purpose }) => purpose);
  expect(new Set(purposes).size).toBe(hookNames.length);
  expect(purposes).not.toContain("");
});
