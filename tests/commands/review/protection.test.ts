import { describe, expect, test } from "vitest";
import { markdownOf } from "../../../commands/review/markdown/markdownOf.ts";
import { protectedIn } from "../../../preview/protection.ts";
import type { Preview, Step } from "../../../preview/Preview.ts";
import { plain } from "../../../findings/words/Text.ts";
import { fixture, on, others, remove, review, without } from "./fixture.ts";

/** The engine's error about a protected resource. */
const refusalOf = ({ urn }: Step): string =>
  `error: Preview failed: resource "${urn}" cannot be deleted\nbecause it is protected. To unprotect the resource, either remove the \`protect\` flag from the resource in your Pulumi program and run \`pulumi up\`, or use the command:\n\`pulumi state unprotect '${urn}'\``;

/** A protected resource that the program no longer has. Its hooks only refuse. */
const taken = (steps: readonly Step[], kind: string, name: string, ignoreChanges: string[] = []): Step[] =>
  on(remove(steps, kind, name), kind, name, (one) => ({
    ...one,
    before: one.before && { ...one.before, protect: true, removals: [], ignoreChanges },
  }));

function reviewed(steps: readonly Step[], more: Partial<Preview> = {}) {
  const errors = steps.filter(({ op }) => op === "delete").map(refusalOf);
  const preview = {
    steps,
    errors: ["error: preview failed\n", ...errors],
    mfaActions: [],
    gaps: [],
    ...more,
  };
  return review(steps, { stack: "prod", preview, succeeded: false });
}

describe("a change that protect stops is reported as what it would do", () => {
  test.each<[string, Step[], string, string[]]>([
    [
      "MFA",
      taken(fixture(), "Guardian", "mfa", others),
      "weakens security",
      ["MFA policy: Always → Never", "phone factor turned off"],
    ],
    [
      "MFA that is no longer managed",
      without(taken(fixture(), "Guardian", "mfa", others), "policy", "factor"),
      "needs attention",
      ["MFA settings: no longer managed, left unchanged"],
    ],
    [
      "only the policy",
      taken(fixture(), "Guardian", "mfa", ["phone", ...others]),
      "weakens security",
      ["MFA policy: Always → Never"],
    ],
    [
      "the sender",
      taken(fixture(), "PhoneProvider", "sender"),
      "may lock users out",
      ["sender deleted: Twilio"],
    ],
    [
      "the application",
      taken(fixture(), "Client", "spa"),
      "may lock users out",
      ["application deleted: Shop"],
    ],
    [
      "an application that was registered elsewhere",
      taken(fixture(), "Client", "spa", ["name", "grantTypes"]),
      "needs attention",
      ["application no longer managed, left unchanged: Shop"],
    ],
  ])("%s", (_name, steps, verdict, changes) => {
    const result = reviewed(steps);
    expect(result.changes.map(({ text }) => plain(text))).toEqual(changes);
    expect([result.verdict, result.failure]).toEqual([verdict, []]);
    const report = markdownOf([result]);
    expect(report).toContain("`protect` stops this change.");
    expect(report).toContain("\npulumi config set protect false --stack prod\n");
    expect(report).not.toMatch(/unprotect|preview failed|\*\*Up:/);
  });
});

test("a preview that also fails for a different reason has failed", () => {
  const steps = taken(fixture(), "Guardian", "mfa", others);
  const errors = [...steps.filter(({ op }) => op === "delete").map(refusalOf), "error: no such host"];
  const result = reviewed(steps, { errors });
  expect([result.verdict, result.failure]).toEqual(["unknown", ["no such host"]]);
});

test.each([
  [
    'resource "urn:pulumi:prod::p::t::mfa" cannot be deleted\nbecause it is protected. To',
    "urn:pulumi:prod::p::t::mfa",
  ],
  [
    'unable to replace resource "urn:pulumi:prod::p::t::spa"\nas it is currently marked for protection. To',
    "urn:pulumi:prod::p::t::spa",
  ],
  ["resource urn:pulumi:prod::p::t::spa has a problem: it is protected", undefined],
])("%s", (error, urn) => {
  expect(protectedIn(error)).toBe(urn);
});
