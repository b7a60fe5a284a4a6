import { expect, test } from "vitest";
import { policies } from "../../policy/policies.ts";
import type { Setting } from "../../policy/Rule.ts";
import { rules } from "../../policy/rules/index.ts";
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
function violationsOf({
  declared,
  shown = declared,
  configured = {},
}: {
  declared: readonly Shown[];
  shown?: readonly Shown[];
  configured?: Readonly<Record<string, object>>;
}): string[] {
  const violations: string[] = [];
  for (const { name, validateResource, validateStack } of policies() as unknown as readonly Policy[]) {
    const getConfig = () => configured[name] ?? {};
    const report = (message: string) => violations.push(`${name}: ${message}`);
    for (const resource of declared) validateResource?.({ ...resource, getConfig }, report);
    validateStack?.({ resources: [...shown], getConfig }, report);
  }
  return violations;
}

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

test("reports nothing for a stack that keeps every rule", () => {
  expect(violationsOf({ declared: stack() })).toEqual([]);
});

test("reports a resource that breaks a rule, unless its configuration allows it", () => {
  const declared = stack("Client", wildcard);
  expect(violationsOf({ declared })).toEqual([expect.stringMatching(/^no-wildcards: .*\*\.example\.com/)]);
  const configured = { "no-wildcards": { except: wildcard.callbacks } };
  expect(violationsOf({ declared, configured })).toEqual([]);
});

test("counts a resource that is about to be deleted as deleted, although the engine lists it", () => {
  const shown = stack();
  const recorded = shown.map(({ urn }) => urn);
  const declared = shown.filter(({ type }) => !type.endsWith(":PhoneNotificationTemplate"));
  const configured = { "delete-budget": { recorded, most: 1 } };
  expect(violationsOf({ declared, shown, configured })).toEqual([
    expect.stringMatching(/^delete-budget: 2 resources would be deleted/),
  ]);
  expect(violationsOf({ declared: shown, shown, configured })).toEqual([]);
});

/** JSON Schema's name for a value's type. */
const nameOf = (value: unknown): string =>
  Array.isArray(value) ? "array" : Number.isInteger(value) ? "integer" : typeof value;

test("each rule's settings have the types of their defaults, and say what they are", () => {
  for (const { id, configuration } of rules)
    for (const [key, setting] of Object.entries(configuration as Record<string, Setting<unknown>>)) {
      const { type, default: value, description } = setting;
      expect([id, key, type]).toEqual([id, key, nameOf(value)]);
      if (Array.isArray(value)) expect(setting).toMatchObject({ items: { type: "string" } });
      expect(description).toMatch(/^[A-Z][^]{10,}\.$/);
    }
});

test("each rule says what it requires", () => {
  expect(policies().map(({ name, enforcementLevel }) => [name, enforcementLevel])).toEqual(
    rules.map(({ id, level }) => [id, level]),
  );
  for (const { name, description } of policies() as { name: string; description: string }[]) {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(description).toMatch(/^[A-Z][^]{20,}\.$/);
  }
});
