import { expect, test } from "vitest";
import type { Managed } from "../../configuration/parts.ts";
import { parts } from "../../configuration/parts.ts";
import { deployScopes, everyScope, isOptional, readScopes } from "../../settings/scopes.ts";

const writesOfActions = ["create:actions", "update:actions", "delete:actions"];

test.each([
  ["unified", "plivo", ["prompts"]],
  ["unified", "twilio", ["prompts", ...writesOfActions]],
  ["legacy", "plivo", ["prompts", "phone_providers", "phone_templates"]],
  ["legacy", "twilio", ["prompts", "phone_providers", "phone_templates", ...writesOfActions]],
] as const)("%s, %s: needs all scopes except those of %j", (phoneExperience, sender, without) => {
  const needed = everyScope.filter((scope) => !without.some((name) => scope.endsWith(name)));
  expect(deployScopes({ phoneExperience, sender, managed: parts })).toEqual(needed);
  expect(readScopes({ phoneExperience, sender, managed: parts })).toEqual(
    needed.filter((scope) => /^read:/.test(scope)),
  );
});

test("a part that a stack does not manage needs no write scope", () => {
  const needs = (managed: readonly Managed[]) =>
    deployScopes({ phoneExperience: "unified", sender: undefined, managed });
  expect(needs([])).toEqual(["read:clients", "read:tenant_settings"]);
  expect(needs(["policy"])).toEqual([
    "read:clients",
    "read:tenant_settings",
    "read:guardian_factors",
    "update:guardian_factors",
    "read:mfa_policies",
    "update:mfa_policies",
    "read:actions",
  ]);
  expect(needs(["otp"])).toEqual(needs(["policy"]));
  expect(needs(["push-notification"])).toEqual([
    ...needs(["policy"]).filter((scope) => scope !== "read:actions"),
    "read:prompts",
    "read:actions",
  ]);
  expect(isOptional("read:actions", { sender: "twilio" })).toBe(true);
  expect(isOptional("read:actions", { sender: "plivo" })).toBe(false);
  expect(isOptional("read:clients", { sender: "twilio" })).toBe(false);
});
