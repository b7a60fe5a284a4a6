import { describe, expect, test } from "vitest";
import { nameOfCall } from "../../../commands/local/nameOfCall.ts";
import { CallCounter } from "../../../dev/sweep/calls.ts";
import { kinds } from "../../../dev/sweep/kinds.ts";
import { operations } from "../../../dev/sweep/operations.ts";
import { allGroups, faultsOf, sampled } from "../../../dev/sweep/plan.ts";
import type { Group } from "../../../dev/sweep/plan.ts";
import { variants } from "../../../dev/sweep/variants.ts";

const groups = allGroups(variants);
const calls = [
  { what: "GET /guardian/factors", nth: 1 },
  { what: "GET /guardian/factors", nth: 2 },
  { what: "PUT /guardian/policies", nth: 1 },
];

test("every variant has every operation that its sender supports", () => {
  expect(variants.map(({ name }) => name)).toEqual([
    "unified-twilio",
    "unified-plivo",
    "legacy-twilio",
    "legacy-plivo",
  ]);
  const ofPlivo = groups.filter(({ variant }) => variant.name === "unified-plivo");
  expect(groups).toHaveLength(58);
  expect(ofPlivo.map(({ operation }) => operation.name)).not.toContain("delivery-wider");
});

test("each operation starts in the state where an earlier one ends", () => {
  for (const [index, { from }] of operations.entries())
    if (from !== undefined) expect(operations.slice(0, index).map(({ name }) => name)).toContain(from);
});

test("an operation's faults are every kind on every call, and lost or partial responses on writes only", () => {
  const [group] = groups as [Group];
  const faults = faultsOf(group, calls, 1);
  const onWrites = kinds.filter(({ writesOnly }) => writesOnly === true).length;
  expect(faults).toHaveLength(kinds.length * 3 - onWrites * 2);
  expect(faults.filter(({ kind, call }) => kind.writesOnly === true && call.what.startsWith("GET"))).toEqual(
    [],
  );
});

describe("a sample", () => {
  const sizeOf = ({ picks }: Group) =>
    picks === "all" ? 0 : [...picks.values()].reduce((sum, count) => sum + count, 0);

  test.each([1, 16, 60, 500])("of size %i has that many cases", (size) => {
    expect(sampled(groups, size, 1).reduce((sum, group) => sum + sizeOf(group), 0)).toBe(size);
  });

  test("covers every variant, operation and kind with as few cases as possible", () => {
    const sample = sampled(groups, 18, 1);
    expect(new Set(sample.map(({ variant }) => variant)).size).toBe(variants.length);
    expect(new Set(sample.map(({ operation }) => operation)).size).toBe(operations.length);
    const used = sample.flatMap(({ picks }) => (picks === "all" ? [] : [...picks.keys()]));
    expect(new Set(used).size).toBe(kinds.length);
  });

  test("is the same for the same seed, and different for a different one", () => {
    const shape = (seed: number) =>
      sampled(groups, 20, seed).flatMap((group) =>
        faultsOf(group, calls, seed).map(
          ({ call, kind }) =>
            `${group.variant.name} ${group.operation.name} ${call.what} ${call.nth} ${kind.name}`,
        ),
      );
    expect(shape(1)).toEqual(shape(1));
    expect(shape(1)).not.toEqual(shape(2));
  });

  test("does not repeat a call of an operation and kind", () => {
    const [group] = groups as [Group];
    const [kind] = kinds;
    if (!kind) throw new Error("there are no kinds");
    const faults = faultsOf({ ...group, picks: new Map([[kind, 9]]) }, calls, 1);
    expect(new Set(faults.map(({ call }) => call)).size).toBe(3);
  });
});

test.each([
  ["GET", "/api/v2/clients", "GET /clients"],
  ["PATCH", "/api/v2/clients/abc", "PATCH /clients/*"],
  ["POST", "/api/v2/actions/actions/1-2/deploy", "POST /actions/actions/*/deploy"],
  ["PATCH", "/api/v2/branding/phone/providers/pro_1", "PATCH /branding/phone/providers/*"],
  ["PUT", "/api/v2/guardian/factors/sms/providers/twilio", "PUT /guardian/factors/sms/providers/twilio"],
])("%s %s is named %s", (method, path, name) => {
  expect(nameOfCall(method, path)).toBe(name);
});

test("calls with the same name are numbered", () => {
  const counter = new CallCounter();
  counter.next("GET", "/api/v2/clients/a");
  expect(counter.next("GET", "/api/v2/clients/b")).toEqual({ what: "GET /clients/*", nth: 2 });
});
