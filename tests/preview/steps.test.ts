import { expect, test } from "vitest";
import { fateOf, ownSteps } from "../../preview/operations.ts";
import { isOwnStash } from "../../preview/ownStash.ts";
import { inUsualOrder } from "../../preview/usualOrder.ts";
import { create, same, stateOf } from "../commands/review/fixture.ts";

test.each([
  ["create", "created"],
  ["import", "created"],
  ["update", "updated"],
  ["replace", "replaced"],
  ["import-replacement", "replaced"],
  ["create-replacement", "replaced"],
  ["delete", "deleted"],
  ["same", "kept"],
  ["read", "ignored"],
  ["read-replacement", "ignored"],
  ["refresh", "ignored"],
  ["discard", "ignored"],
  ["read-discard", "ignored"],
  ["delete-replaced", "ignored"],
  ["discard-replaced", "ignored"],
  ["remove-pending-replace", "ignored"],
  ["new-operation", "unknown"],
  ["toString", "unknown"],
])("a resource with the operation %s is %s", (op, fate) => {
  expect(fateOf({ op })).toBe(fate);
});

test("steps are in the order of their kinds, then of their names, and other kinds are last", () => {
  const kinds = [
    "Client",
    "MessagingService",
    "PhoneNumber",
    "MessagingPhoneNumber",
    "Action",
    "TriggerAction",
    "PhoneProvider",
    "PhoneNotificationTemplate",
    "Guardian",
    "Stash",
  ];
  const expected = kinds.flatMap((kind) => ["a", "b"].map((name) => create(kind, name)));
  expect(inUsualOrder(expected.toReversed())).toEqual(expected);
  expect(inUsualOrder(expected)).toEqual(expected);
});

test("steps of the same kind and name are in the order of their URNs", () => {
  const [one, other] = ["urn:a", "urn:b"].map((urn) => ({ ...create("Client", "spa"), urn }));
  expect(inUsualOrder([other, one].filter((step) => step !== undefined))).toEqual([one, other]);
});

test("a resource that is replaced has one step, that of its replacement", () => {
  const step = create("Client", "spa");
  const [first, replaced, last] = ["create-replacement", "replace", "delete-replaced"].map((op) => ({
    ...step,
    op,
  }));
  for (const steps of [
    [first, replaced, last],
    [last, replaced, first],
  ])
    expect(ownSteps(steps.filter((one) => one !== undefined))).toEqual([replaced]);
});

test.each([
  [{ custom: true, external: false }, true],
  [{ custom: false, external: false }, false],
  [{ custom: true, external: true }, false],
])("a resource with the state %j is the stack's own: %s", (state, isOwn) => {
  const step = { ...create("Client", "spa"), after: stateOf({}, state) };
  expect(ownSteps([step])).toEqual(isOwn ? [step] : []);
  expect(ownSteps([{ ...step, op: "delete", after: undefined, before: step.after }])).toHaveLength(
    isOwn ? 1 : 0,
  );
});

test.each([
  ["Stash", "tenant", true],
  ["Stash", "sender-credentials", true],
  ["Stash", "spa-registration", true],
  ["Stash", "my-tenant", false],
  ["Stash", "registration", false],
  ["Client", "tenant", false],
])("whether %s %s is what the stack stores about its tenant: %s", (kind, name, is) => {
  expect(isOwnStash(same(kind, name, {}))).toBe(is);
});
