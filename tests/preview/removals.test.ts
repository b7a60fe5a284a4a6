import { describe, expect, test } from "vitest";
import { isAdopted, isReleased, isTakenBack, removalsOf } from "../../preview/removals.ts";
import type { State, Step } from "../../preview/Preview.ts";
import { stateOf } from "../commands/review/fixture.ts";

const all = ["application", "sender", "messages", "factor", "policy", "otp"];
const deleted = (kind: string, state: Partial<State>, managed: readonly string[] = all) => ({
  op: "delete",
  kind,
  before: stateOf({}, state),
  managed,
});

describe("what removes a deleted resource", () => {
  test("are the hooks of the parts that the stack still manages", () => {
    const removals = ["policy-removal", "factor-removal", "other-factors-removal"] as const;
    expect(removalsOf(deleted("Guardian", { removals }))).toEqual(removals);
    expect(removalsOf(deleted("Guardian", { removals }, ["policy"]))).toEqual(["policy-removal"]);
    expect(removalsOf(deleted("Guardian", { removals }, ["otp"]))).toEqual(["other-factors-removal"]);
    expect(removalsOf({ ...deleted("Guardian", { removals }), op: "update" })).toEqual([]);
    expect(removalsOf({ ...deleted("Guardian", { removals }), before: undefined })).toEqual([]);
  });

  const others = ["otp", "recoveryCode", "webauthnRoaming", "webauthnPlatform", "push", "email"];

  test.each<[string, string, string[], string[]]>([
    ["an application", "Client", [], ["client-removal"]],
    ["an adopted application", "Client", ["name"], []],
    ["a sender", "PhoneProvider", [], ["sender-removal"]],
    ["a message", "PhoneNotificationTemplate", [], ["template-removal"]],
    ["MFA settings", "Guardian", [], ["policy-removal", "factor-removal", "other-factors-removal"]],
    ["a policy", "Guardian", ["phone", ...others], ["policy-removal"]],
    ["a factor", "Guardian", ["policy", ...others], ["factor-removal"]],
    ...others.map((owned): [string, string, string[], string[]] => [
      `another factor, ${owned},`,
      "Guardian",
      ["policy", "phone", ...others.filter((other) => other !== owned)],
      ["other-factors-removal"],
    ]),
    ["an Action", "Action", [], []],
  ])("is what would remove it without protect: %s", (_, kind, ignoreChanges, removals) => {
    expect(removalsOf(deleted(kind, { protect: true, ignoreChanges, removals: [] }))).toEqual(removals);
  });
});

test.each<[Partial<State>, boolean]>([
  [{ ignoreChanges: ["name"], removals: [] }, true],
  [{ ignoreChanges: ["name"], removals: ["client-removal"] }, false],
  [{ ignoreChanges: [], removals: [] }, false],
])("whether an application with %j is adopted: %s", (state, is) => {
  expect(isAdopted(stateOf({}, state))).toBe(is);
});

test.each<[string, Pick<Step, "op" | "before" | "kind" | "managed">, boolean]>([
  ["kept, with no removal", deleted("PhoneProvider", { retainOnDelete: true }), true],
  [
    "kept, of a part that is no longer managed",
    deleted("PhoneProvider", { retainOnDelete: true, removals: ["sender-removal"] }, ["policy"]),
    true,
  ],
  [
    "kept by the engine and removed by its hook",
    deleted("PhoneProvider", { retainOnDelete: true, removals: ["sender-removal"] }),
    false,
  ],
  ["deleted by the engine", deleted("PhoneProvider", { retainOnDelete: false }), false],
  ["updated", { ...deleted("PhoneProvider", { retainOnDelete: true }), op: "update" }, false],
  ["new", { ...deleted("PhoneProvider", {}), before: undefined }, false],
])("whether a resource that is %s stays on the tenant unmanaged: %s", (_, step, is) => {
  expect(isReleased(step)).toBe(is);
});

test("a removal is that of its own hook only", () => {
  const step = deleted("Guardian", { removals: ["policy-removal"] });
  expect(isTakenBack(step, "policy-removal")).toBe(true);
  expect(isTakenBack(step, "factor-removal")).toBe(false);
});
