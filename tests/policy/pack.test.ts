import { afterEach, expect, test, vi } from "vitest";
import { fixture, without } from "./fixture.ts";

/** A resource, and all of a stack, as the engine shows them to a pack. */
interface Shown {
  urn: string;
  name: string;
  type: string;
  props: Record<string, unknown>;
  opts: { protect: boolean };
}
type Report = (message: string) => void;
interface Policy {
  name: string;
  validateResource?: (args: Shown & { getConfig(): object }, report: Report) => void;
  validateStack?: (args: { resources: Shown[]; getConfig(): object }, report: Report) => void;
}

/**
 * A run of the engine with the pack: what the program declares, what the stack is said to have, and what is
 * configured, by rule.
 */
async function violationsOf({
  declared,
  shown = declared,
  configured = {},
}: {
  declared: readonly Shown[];
  shown?: readonly Shown[];
  configured?: Readonly<Record<string, object>>;
}): Promise<string[]> {
  const policies: Policy[] = [];
  vi.resetModules();
  vi.doMock("@pulumi/policy", () => ({
    PolicyPack: vi.fn(function (_name: string, pack: { policies: Policy[] }) {
      policies.push(...pack.policies);
    }),
  }));
  await import("../../policy/pack.ts");
  const violations: string[] = [];
  for (const { name, validateResource, validateStack } of policies) {
    const getConfig = () => configured[name] ?? {};
    const report = (message: string) => violations.push(`${name}: ${message}`);
    for (const resource of declared) validateResource?.({ ...resource, getConfig }, report);
    validateStack?.({ resources: [...shown], getConfig }, report);
  }
  return violations;
}

afterEach(() => {
  vi.doUnmock("@pulumi/policy");
  vi.resetModules();
});

/** The fixture, which buys nothing, with one kind of resource changed. */
const stack = (kind?: string, change: object = {}): Shown[] =>
  without(fixture(), "PhoneNumber", "+15005550006").map(({ urn, name, kind: own, properties, protect }) => ({
    urn,
    name,
    type: `auth0:index/x:${own}`,
    props: own === kind ? { ...properties, ...change } : properties,
    opts: { protect },
  }));

const wildcard = { callbacks: ["https://*.example.com"] };

test("reports nothing for a stack that keeps every rule", async () => {
  expect(await violationsOf({ declared: stack() })).toEqual([]);
});

test("reports a resource that breaks a rule, unless its configuration allows it", async () => {
  const declared = stack("Client", wildcard);
  expect(await violationsOf({ declared })).toEqual([
    expect.stringMatching(/^no-wildcards: .*\*\.example\.com/),
  ]);
  const configured = { "no-wildcards": { except: wildcard.callbacks } };
  expect(await violationsOf({ declared, configured })).toEqual([]);
});

test("counts a resource that is about to be deleted as deleted, although the engine lists it", async () => {
  const shown = stack();
  const recorded = shown.map(({ urn }) => urn);
  const declared = shown.filter(({ type }) => !type.endsWith(":PhoneNotificationTemplate"));
  const configured = { "delete-budget": { recorded, most: 1 } };
  expect(await violationsOf({ declared, shown, configured })).toEqual([
    expect.stringMatching(/^delete-budget: 2 resources would be deleted/),
  ]);
  expect(await violationsOf({ declared: shown, shown, configured })).toEqual([]);
});
