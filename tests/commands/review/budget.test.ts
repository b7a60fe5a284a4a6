import { describe, expect, test } from "vitest";
import type { Step } from "../../../preview/Preview.ts";
import { fixture, options, others, remove, review, update, without } from "./fixture.ts";

const callsOf = (steps: readonly Step[]): number => review(steps).budget.calls;

const all = ["application", "sender", "messages", "factor", "policy"] as const;
const gone = () => fixture().reduce((steps, { kind, name }) => remove(steps, kind, name), fixture());

/** The stack takes a new token. */
const token = () => {
  const steps = update(fixture(), "PhoneProvider", "sender", ["credentials.authToken"], () => undefined);
  return update(steps, "Stash", "sender-credentials", ["input"], () => undefined);
};

describe("the calls of an up", () => {
  test("none if nothing changes: nothing is refreshed", () => {
    expect(callsOf(fixture())).toBe(0);
  });

  test("one if nothing changes and the stack does not manage the policy: the program reads it", () => {
    const steps = options(fixture(), "Guardian", "mfa", { ignoreChanges: ["policy", ...others] });
    expect(callsOf(without(steps, "policy"))).toBe(1);
  });

  test.each<[string, number, Step[]]>([
    // Written and read.
    ["an application's name", 2, update(fixture(), "Client", "spa", ["name"], () => undefined)],
    // The tenant's settings; written and read.
    [
      "a message",
      3,
      update(fixture(), "PhoneNotificationTemplate", "enrollment", ["content.body"], () => undefined),
    ],
    // The tenant's settings; policy, factors, sender and delivery methods; written and read. That sends the
    // token, too.
    ["the sender's token", 7, token()],
    // The tenant's settings; policy, factors, sender and delivery methods; the hook's write; the provider's,
    // and the four that it reads.
    [
      "the policy",
      11,
      update(fixture(), "Guardian", "mfa", ["policy"], (inputs) => (inputs["policy"] = "confidence-score")),
    ],
  ])("for a change of %s: those of the hooks and the provider: %i", (_, calls, steps) => {
    expect(callsOf(steps)).toBe(calls);
  });

  test.each<[string, number, Step[]]>([
    ["the sender", 1, fixture().filter(({ kind }) => kind !== "PhoneProvider")],
    ["the factor", 1, options(fixture(), "Guardian", "mfa", { ignoreChanges: ["phone", ...others] })],
  ])("one more if the stack requires a code and %s is not its own", (_, more, steps) => {
    const updated = (of: readonly Step[]) =>
      callsOf(update(of, "Guardian", "mfa", ["policy"], () => undefined));
    expect(updated(steps)).toBe(updated(fixture()) + more);
  });

  test("if all parts leave manage: those that remove the application's mark", () => {
    expect(callsOf(without(gone(), ...all))).toBe(2);
  });

  test("if the stack deletes everything: those of the hooks alone", () => {
    // Policy 2: the login flow, Never; factor 7: the settings, the four reads, the login flow, off; sender 4: three reads, deleted;
    // messages 2; application 1.
    expect(callsOf(gone())).toBe(16);
  });
});
