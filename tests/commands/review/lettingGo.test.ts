import { describe, expect, test } from "vitest";
import { parts } from "../../../configuration/parts.ts";
import type { Step } from "../../../preview/Preview.ts";
import { obstaclesTo } from "../../../mfa/MfaState.ts";
import { mfaStateOf } from "../../../preview/mfaState.ts";
import { plain } from "../../../findings/words/Text.ts";
import {
  fixture,
  legacyPlivoFixture,
  on,
  options,
  others,
  plivoFixture,
  remove,
  replace,
  review,
  same,
  stateOf,
  without,
} from "./fixture.ts";

const linesOf = (steps: readonly Step[]) => review(steps).changes.map(({ text }) => plain(text));
const risksOf = (steps: readonly Step[]) => review(steps).risks.map(({ rule }) => rule.id);
const orderOf = (steps: readonly Step[]) => review(steps).order.map(plain);

const enrollment = "PhoneNotificationTemplate enrollment";
const verification = "PhoneNotificationTemplate verification";

/** The steps with some resources deleted, each by its kind and name. */
const drop = (steps: readonly Step[], ...names: string[]): Step[] =>
  names.reduce<Step[]>(
    (all, one) => {
      const [kind = "", name = ""] = one.split(" ");
      return remove(all, kind, name);
    },
    [...steps],
  );

/** The Guardian of a stack that manages one of its two parts from now on. */
const guardianOf = (part: "policy" | "factor", steps = fixture()): Step[] =>
  options(steps, "Guardian", "mfa", {
    ignoreChanges: [part === "policy" ? "phone" : "policy", ...others],
    removals: [`${part}-removal`],
  });

/** A stack that has managed one of the two parts all along. */
const onlyManaging = (part: "policy" | "factor"): Step[] =>
  guardianOf(part).map((one) => (one.kind === "Guardian" ? { ...one, before: one.after } : one));

describe("a part that leaves manage is reported as no longer managed, without a risk", () => {
  test.each<[string, Step[], string[]]>([
    [
      "Twilio as the sender",
      without(drop(fixture(), "PhoneProvider sender", "Stash sender-credentials"), "sender"),
      ["sender: no longer managed, left unchanged"],
    ],
    [
      "Plivo as the sender",
      without(drop(plivoFixture(), "PhoneProvider sender", "Action custom-phone-provider"), "sender"),
      ["Plivo Action: no longer managed, left unchanged", "sender: no longer managed, left unchanged"],
    ],
    [
      "the messages",
      without(drop(fixture(), enrollment, verification), "messages"),
      [
        "enrollment message: no longer managed, left unchanged",
        "verification message: no longer managed, left unchanged",
      ],
    ],
    [
      "the factor",
      without(guardianOf("policy"), "factor"),
      ["phone factor: no longer managed, left unchanged"],
    ],
    [
      "the policy",
      without(guardianOf("factor"), "policy"),
      ["MFA policy: no longer managed, left unchanged"],
    ],
    [
      "the factor and the policy",
      without(drop(fixture(), "Guardian mfa"), "factor", "policy"),
      ["MFA settings: no longer managed, left unchanged"],
    ],
    [
      "a legacy tenant's sender, messages and factor",
      without(
        drop(
          guardianOf("policy", legacyPlivoFixture()),
          "Action send-phone-message",
          "TriggerAction send-phone-message",
        ),
        "sender",
        "messages",
        "factor",
      ),
      [
        "Plivo Action: no longer managed, left unchanged",
        "Plivo Action's binding: no longer managed, left unchanged",
        "phone factor: no longer managed, left unchanged",
      ],
    ],
  ])("%s", (_, steps, lines) => {
    expect(linesOf(steps)).toEqual(lines);
    expect(review(steps).changes.map(({ event, direction }) => [event, direction])).toEqual(
      lines.map(() => ["handed-over", "neutral"]),
    );
    expect(review(steps)).toMatchObject({ verdict: "safe", risks: [] });
  });

  test("the application: needs attention, because a revert would register a new one", () => {
    const steps = without(drop(fixture(), "Client spa", "Stash spa-registration"), "application");
    expect(linesOf(steps)).toEqual([
      "application no longer managed; it stays, without the stack's ownership tag: Shop",
    ]);
    expect(review(steps).changes).toMatchObject([{ event: "client-released", direction: "neutral" }]);
    expect(review(steps).verdict).toBe("needs attention");
    expect(risksOf(steps)).toEqual(["application-no-longer-managed"]);
  });

  test("all parts except the application", () => {
    const steps = without(
      drop(fixture(), "PhoneProvider sender", enrollment, verification, "Guardian mfa"),
      ...(["sender", "messages", "factor", "policy"] as const),
    );
    expect(review(steps).changes.map(({ event }) => event)).toEqual(Array(4).fill("handed-over"));
    expect(review(steps)).toMatchObject({ verdict: "safe", risks: [], budget: { calls: 0 } });
    expect(orderOf(steps)).toEqual([]);
  });

  test("a part that is no longer managed still counts toward the MFA state", () => {
    const after = (steps: readonly Step[]) => mfaStateOf(steps, "after");
    const senderGone = drop(fixture(), "PhoneProvider sender");
    expect(obstaclesTo(after(senderGone))).toEqual([{ cause: "no-sender" }]);
    expect(obstaclesTo(after(without(senderGone, "sender")))).toEqual([]);
    const guardianGone = drop(fixture(), "Guardian mfa");
    expect(after(guardianGone)).toMatchObject({ policy: "never", factors: { sms: false } });
    expect(after(without(guardianGone, "factor", "policy"))).toEqual(after(fixture()));
  });
});

test.each([
  ["otp", "otp", true],
  ["recovery-code", "recoveryCode", true],
  ["webauthn-roaming", "webauthnRoaming", { enabled: true }],
  ["webauthn-platform", "webauthnPlatform", { enabled: true }],
  ["push-notification", "push", { enabled: true, provider: "guardian" }],
  ["email", "email", true],
])("the factor %s is off after the MFA settings that had it on are deleted", (factor, property, value) => {
  const steps = remove(fixture(), "Guardian", "mfa", {
    inputs: { policy: "all-applications", phone: { enabled: true }, [property]: value },
    ignoreChanges: others.filter((other) => other !== property),
    removals: ["policy-removal", "factor-removal", "other-factors-removal"],
  });
  const managing = (...managed: string[]) =>
    steps.map((one) => ({ ...one, managed: [...parts, ...managed] }));
  expect(mfaStateOf(managing(factor), "before").factors).toMatchObject({ [factor]: true });
  expect(mfaStateOf(managing(factor), "after").factors).toMatchObject({ [factor]: false, sms: false });
});

describe("a part that stays in manage is deleted, with the risk of that", () => {
  test.each<[string, Step[], string[], string]>([
    [
      "the application",
      drop(fixture(), "Client spa"),
      ["application deleted: Shop"],
      "client-deleted: may lock users out",
    ],
    [
      "Twilio as the sender",
      drop(fixture(), "PhoneProvider sender"),
      ["sender deleted: Twilio"],
      "sender-gone-while-required: may lock users out",
    ],
    [
      "Plivo's Action",
      drop(plivoFixture(), "Action custom-phone-provider"),
      ["Plivo Action deleted"],
      "action-gone: may lock users out",
    ],
    [
      "the binding of a legacy tenant's Action",
      drop(legacyPlivoFixture(), "TriggerAction send-phone-message"),
      ["Plivo Action removed from its flow"],
      "action-gone: may lock users out",
    ],
    [
      "a message",
      drop(fixture(), verification),
      ["verification message deleted"],
      "message-lost: needs attention",
    ],
    [
      "the factor and the policy",
      drop(fixture(), "Guardian mfa"),
      ["MFA policy: Always → Never", "phone factor turned off"],
      "policy-lowered: weakens security",
    ],
    [
      "the policy, of a stack that manages no factor",
      drop(onlyManaging("policy"), "Guardian mfa"),
      ["MFA policy: Always → Never"],
      "policy-lowered: weakens security",
    ],
    [
      "the factor, of a stack that does not manage the policy",
      drop(onlyManaging("factor"), "Guardian mfa"),
      ["phone factor turned off"],
      "factor-off-while-required: may lock users out",
    ],
  ])("%s", (_, steps, lines, gravest) => {
    const { risks, verdict } = review(steps);
    expect(linesOf(steps)).toEqual(lines);
    expect(`${risks[0]?.rule.id}: ${verdict}`).toBe(gravest);
  });

  test("regardless of other parts that are no longer managed", () => {
    const steps = without(drop(fixture(), "PhoneProvider sender", enrollment, verification), "messages");
    expect(review(steps).changes.map(({ event }) => event)).toEqual([
      "sender-deleted",
      "handed-over",
      "handed-over",
    ]);
    expect(review(steps).verdict).toBe("may lock users out");
  });

  test("an ignored setting of a managed part does not count as no longer managed", () => {
    const steps = options(fixture(), "Guardian", "mfa", { ignoreChanges: ["policy", "phone", ...others] });
    expect(linesOf(steps)).toEqual([
      "MFA settings: Pulumi ignores changes to phone, policy after this update",
    ]);
    expect(linesOf(without(steps, "factor"))).toEqual([
      "phone factor: no longer managed, left unchanged",
      "MFA policy: Pulumi ignores changes to policy after this update",
    ]);
    expect(risksOf(without(steps, "factor"))).toEqual(["own-setting-ignored"]);
  });
});

describe("a resource is deleted", () => {
  const adopted = { removals: [], ignoreChanges: ["name", "callbacks"] };

  test("by its hook: without one, it is no longer managed", () => {
    const steps = remove(fixture(), "Guardian", "mfa", { removals: [] });
    expect(linesOf(steps)).toEqual(["MFA settings: no longer managed, left unchanged"]);
    expect(orderOf(drop(steps, "Client spa"))).toEqual(["application deleted"]);
    const released = without(drop(fixture(), "Client spa", "Guardian mfa"), "application");
    expect(orderOf(released)).toEqual(["MFA settings deleted", "application no longer managed"]);
  });

  test("by nothing if it is an adopted application: it stays", () => {
    const steps = remove(fixture(), "Client", "spa", adopted);
    expect(review(steps).changes.map(({ event }) => event)).toEqual(["adopted-client-released"]);
    expect(risksOf(steps)).toEqual(["application-no-longer-managed"]);
  });

  test.each([
    ["an adopted one", adopted, ["adopted-client-released", "client-adopted"], "needs attention"],
    [
      "the stack's own, which ignores a setting",
      { ignoreChanges: ["logoUri"] },
      ["client-replaced"],
      "may lock users out",
    ],
  ])("by a replacement only if it is not adopted: %s", (_, state, events, verdict) => {
    const steps = on(replace(fixture(), "Client", "spa"), "Client", "spa", (one) => ({
      ...one,
      before: { ...(one.before ?? stateOf({})), ...state },
      after: { ...(one.after ?? stateOf({})), ...adopted },
    }));
    expect(review(steps).changes.map(({ event }) => event)).toEqual(events);
    expect(review(steps).verdict).toBe(verdict);
  });

  test("by its provider if it is not retained, regardless of manage", () => {
    const dropped = { retainOnDelete: false };
    const guardian = remove(fixture(), "Guardian", "mfa", dropped);
    const client = remove(fixture(), "Client", "spa", dropped);
    expect(risksOf(without(guardian, "factor", "policy"))).toContain("guardian-deleted");
    expect(risksOf(without(client, "application"))).toEqual(["client-deleted"]);
  });

  test("by nothing if it is a bought number: it is not released and keeps costing money", () => {
    const number = same("PhoneNumber", "+15550100009", {}, { retainOnDelete: true });
    const steps = drop([...fixture(), number], "PhoneNumber +15550100009");
    expect(review(steps).changes.map(({ event }) => event)).toEqual(["number-given-up"]);
    expect(review(steps).verdict).toBe("needs attention");
  });
});
