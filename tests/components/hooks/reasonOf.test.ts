import { expect, test } from "vitest";
import { runAgain } from "../../../components/hooks/Hook.ts";
import { failureOf } from "../../../components/hooks/reasonOf.ts";
import { Refused } from "../../../components/hooks/TenantCalls.ts";
import { CallFailure } from "../../../tenant/http/CallFailure.ts";

const step = { purpose: "delete it", consequence: "Nothing was changed.", fix: runAgain };
const outage = new CallFailure({ kind: "server", what: "read it", why: "it is down.", remedy: "Try again." });
const bare = new CallFailure({ kind: "missing", what: "read it", why: "it does not exist.", remedy: "" });

test.each([
  ["a failed call", outage, "it is down. Nothing was changed. Fix: try again."],
  ["a failed call without a remedy", bare, `it does not exist. Nothing was changed. ${runAgain}`],
  ["a refusal", new Refused("it is in use."), `it is in use. Nothing was changed. ${runAgain}`],
  [
    "a refusal with a fix",
    new Refused("it is in use.\n  By a. Fix: pulumi config set b. Or c."),
    "it is in use.\n  By a. Nothing was changed. Fix: pulumi config set b. Or c.",
  ],
])("%s has one fix, after the consequence", (_, error, says) => {
  expect(failureOf(step, error)).toBe(`Failed to delete it: ${says}`);
});
