import { describe, expect, test } from "vitest";
import { jsonOf } from "../../../commands/review/jsonOf.ts";
import { markdownOf } from "../../../commands/review/markdown/markdownOf.ts";
import type { State, Step } from "../../../preview/Preview.ts";
import {
  create,
  fixture,
  on,
  others,
  plivoFixture,
  remove,
  replace,
  review,
  stateOf,
  update,
  without,
} from "./fixture.ts";

const line = (steps: readonly Step[], more: Parameters<typeof review>[1] = {}): string | undefined =>
  /^\*\*A revert does not bring back\*\* (.*)$/m.exec(markdownOf([review(steps, more)]))?.[1];

/** The authenticator app's factor is turned off. */
const otherFactorOff = (before: Partial<State>): Step[] =>
  on(
    update(fixture(), "Guardian", "mfa", ["otp"], (inputs) => (inputs["otp"] = false)),
    "Guardian",
    "mfa",
    (one) => ({
      ...one,
      managed: [...one.managed, "otp"],
      before: { ...(one.before ?? stateOf({})), ...before },
      after: { ...(one.after ?? stateOf({})), ignoreChanges: others.filter((name) => name !== "otp") },
    }),
  );

describe("what a revert does not restore", () => {
  test.each<[string, Step[], string]>([
    [
      "an application deleted",
      remove(fixture(), "Client", "spa"),
      "the client ID (the application gets a new one).",
    ],
    [
      "an application replaced",
      replace(fixture(), "Client", "spa"),
      "the client ID (the application gets a new one).",
    ],
    [
      "an application that is no longer managed",
      without(remove(fixture(), "Client", "spa"), "application"),
      "the application as part of the stack (before the revert, set existingClientId to its client ID; otherwise, a second one is registered).",
    ],
    [
      "a factor that the stack did not manage before",
      otherFactorOff({ ignoreChanges: others }),
      "the factor, which the stack did not manage before (turn it on again in the dashboard).",
    ],
    [
      "a number bought",
      [...fixture(), create("PhoneNumber", "+14155550199", { phoneNumber: "+14155550199" })],
      "the money spent on the number (the number stays in the account).",
    ],
    [
      "Twilio's token",
      update(fixture(), "PhoneProvider", "sender", ["credentials.authToken"], () => undefined),
      "a token that is no longer valid.",
    ],
    [
      "Plivo's token",
      update(plivoFixture(), "Action", "custom-phone-provider", ["secrets[1].value"], () => undefined),
      "a secret that is no longer valid.",
    ],
  ])("%s", (_, steps, words) => {
    expect(line(steps)).toBe(words);
  });

  test("is nothing if another up restores everything", () => {
    expect(line(fixture())).toBeUndefined();
    expect(line(remove(fixture(), "PhoneProvider", "sender"))).toBeUndefined();
    expect(line(remove(fixture(), "Guardian", "mfa"))).toBeUndefined();
    expect(line(otherFactorOff({ ignoreChanges: others.filter((one) => one !== "otp") }))).toBeUndefined();
    const adopted = { removals: [], ignoreChanges: ["name"] };
    expect(line(remove(fixture(), "Client", "spa", adopted))).toBeUndefined();
    expect(line(without(remove(fixture(), "Guardian", "mfa"), "factor", "policy"))).toBeUndefined();
  });

  test("excludes what the base would also do", () => {
    const steps = remove(fixture(), "Client", "spa");
    const ended = {
      preview: { steps, errors: [], mfaActions: [], gaps: [] },
      succeeded: true,
      violations: [],
    };
    expect(line(steps, { base: { ref: "main", ended } })).toBeUndefined();
  });

  test("lists each item once, also in the JSON", () => {
    const steps = update(
      remove(fixture(), "Client", "spa"),
      "PhoneProvider",
      "sender",
      ["credentials.authToken"],
      () => undefined,
    );
    const both = ["the client ID (the application gets a new one)", "a token that is no longer valid"];
    expect(line(steps)).toBe(`${both.join("; ")}.`);
    expect(JSON.parse(jsonOf([review(steps)]))).toMatchObject({ stacks: [{ irreversible: both }] });
  });
});
