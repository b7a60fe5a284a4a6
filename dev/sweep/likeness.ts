import { createHash } from "node:crypto";
import type { TenantState } from "../../sandbox/index.ts";

/**
 * The tenant without values that depend on time and chance: two tenants that users can't tell apart give the
 * same text.
 */
export function likenessOf(state: TenantState): string {
  const { clients, actions, bindings, guardian, phoneProviders, phoneTemplates, settings, clientGrants } =
    state;
  const deployed = actions.map(({ versions, ...action }) => ({
    ...action,
    deployed: versions.filter((version) => version.deployed),
  }));
  const whole = {
    clients,
    actions: deployed,
    bindings,
    guardian,
    phoneProviders,
    phoneTemplates,
    settings,
    clientGrants,
  };
  return masked(JSON.stringify(sorted(whole)), state);
}

/** A hash of the tenant and of Pulumi's state for it. Of secrets in the state, only their presence counts. */
export function hashOf(state: TenantState, pulumiState: string): string {
  const recorded = pulumiState === "" ? "" : whatCounts(masked(pulumiState, state));
  return createHash("sha256").update(likenessOf(state)).update(recorded).digest("hex");
}

interface Checkpoint {
  checkpoint?: { latest?: { resources?: Record<string, unknown>[]; pending_operations?: unknown[] } };
}

/**
 * The content of Pulumi's state without times, source lines and order, because resources are created
 * concurrently.
 */
function whatCounts(pulumiState: string): string {
  const { resources = [], pending_operations: pending = [] } =
    (JSON.parse(pulumiState) as Checkpoint).checkpoint?.latest ?? {};
  const texts = resources.map(({ urn, id, inputs, outputs, protect, initErrors, delete: isGoing }) =>
    JSON.stringify(sorted({ urn, id, inputs, outputs, protect, initErrors, isGoing })),
  );
  return [...texts.sort(), JSON.stringify(pending)].join("\n");
}

/** Times, ids and ciphertexts. */
function masked(text: string, state: TenantState): string {
  let result = text;
  for (const [index, id] of idsIn(state).entries()) result = result.replaceAll(id, `id-${index}`);
  return result
    .replace(/"(number|updated_at|created_at|built_at)":("[^"]*"|\d+)/g, '"$1":""')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)/g, "time")
    .replace(/"ciphertext":\s*"[^"]*"/g, '"ciphertext":""')
    .replace(/terraform-\d+/g, "terraform-id")
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, "uuid");
}

/** Ids in an order that does not depend on them. */
function idsIn({ clients, phoneProviders, phoneTemplates }: TenantState): string[] {
  const byName = <Item>(items: readonly Item[], name: (item: Item) => unknown) =>
    [...items].sort((one, other) => String(name(one)).localeCompare(String(name(other))));
  return [
    ...byName(clients, ({ name }) => name).flatMap((client) => [
      client.client_id,
      client.client_secret ?? client.client_id,
    ]),
    ...phoneProviders.map(({ id }) => id),
    ...byName(phoneTemplates, ({ type }) => type).map(({ id }) => id),
  ];
}

/** Sorts lists by their text, so that the order of creation does not count, and members by name. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(sorted);
    const isOfThings = items.every((item) => typeof item === "object");
    return isOfThings ? items.sort((one, other) => keyOf(one).localeCompare(keyOf(other))) : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries(
    members.sort(([one], [other]) => one.localeCompare(other)).map(([name, inner]) => [name, sorted(inner)]),
  );
}

function keyOf(item: unknown): string {
  const { name, type } = (item ?? {}) as { name?: string; type?: string };
  return name ?? type ?? JSON.stringify(item);
}
