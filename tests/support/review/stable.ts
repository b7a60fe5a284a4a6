import type { SandboxDescription } from "../../../sandbox/index.ts";
import { isInterruption } from "../../../commands/review/reviewOf.ts";
import type { Diagnostic, RawStep, RecordedPreview } from "./previews.ts";

/** What Pulumi writes for a value that is not known yet. */
const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * A preview without values that depend on time, chance or this machine: the same change gives the same
 * record.
 */
export function stable(made: RecordedPreview, { auth0, twilio, plivo }: SandboxDescription): RecordedPreview {
  const known: [string, string][] = [
    [auth0.domain, "tenant.example.com"],
    [twilio.accountSid, `AC${"0".repeat(32)}`],
    [twilio.from, "+15550100001"],
    [plivo.from, "+15550100002"],
    [plivo.authId, "MA0000000000000000"],
  ];
  const names = new Names();
  const steady = (text: string): string => {
    const without = known.reduce((all, [from, to]) => all.replaceAll(from, to), text);
    return without
      .replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, "2026-01-01T00:00:00.000Z")
      .replaceAll(/code_challenge=[\w-]{43}/g, "code_challenge=CHALLENGE")
      .replaceAll(/\bPN[0-9a-f]{32}\b/g, (id) => names.of(id, "PN"))
      .replaceAll(/\b(pro|tem)_\w{16,}/g, (id) => names.of(id, id.slice(0, 3)))
      .replaceAll(/\bterraform-[0-9a-f]{20,}/g, (id) => names.of(id, "terraform"))
      .replaceAll(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, (id) =>
        id === unknownValue ? id : names.of(id, "UUID"),
      )
      .replaceAll(/\b[A-Za-z0-9]{32}\b/g, (id) =>
        /^[0-9a-f]{32}$/.test(id) ? id : names.of(id, "CLIENT_ID"),
      );
  };
  return walk(inOrder(made), steady) as RecordedPreview;
}

/**
 * Steps come in the order in which the program's calls happen to end, and hold more than is read; messages
 * come in any order.
 */
function inOrder({ preview, violations, ...rest }: RecordedPreview): RecordedPreview {
  const ordered = { ...rest, violations: violations.toSorted(byText) };
  if (preview === undefined) return ordered;
  const { steps, diagnostics, duration: _duration, config, ...others } = preview;
  return {
    ...ordered,
    preview: {
      ...others,
      config: managedIn(config),
      ...(diagnostics && { diagnostics: withoutInterruptions(diagnostics).toSorted(byText) }),
      ...(steps && { steps: steps.map(lean).sort(byUrn) }),
    },
  };
}

/**
 * If the engine fails while the policy pack looks at a resource, it says that it interrupted the pack, for each
 * such resource, instead of its usual last message.
 */
function withoutInterruptions(diagnostics: Diagnostic[]): Diagnostic[] {
  const messages = diagnostics.map((one) =>
    isInterruption(one.message) ? { message: "error: preview failed\n", severity: "error" } : one,
  );
  return [...new Map(messages.map((one) => [JSON.stringify(one), one])).values()];
}

/** From the configuration, a review reads only what is managed. */
const managedIn = (config: unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(config ?? {}).filter(([key]) => /:(manage|otherFactors)$/.test(key)));

const byText = (one: unknown, other: unknown): number =>
  JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;

/** What a review reads of a resource. */
const read = new Set([
  ...["custom", "external", "inputs", "outputs", "parent", "dependencies"],
  ...["protect", "retainOnDelete", "ignoreChanges", "replaceOnChanges", "hideDiff", "resourceHooks"],
]);

function lean({ provider: _, oldState, newState, ...step }: RawStep): RawStep {
  return {
    ...step,
    ...(oldState !== undefined && { oldState: leanState(oldState) }),
    ...(newState !== undefined && { newState: leanState(newState) }),
  };
}

function leanState(state: unknown): unknown {
  const { dependencies, ...rest } = state as RawStep & { dependencies?: string[] };
  const kept = Object.entries(rest).filter(([name]) => read.has(name));
  return { ...Object.fromEntries(kept), ...(dependencies && { dependencies: dependencies.sort() }) };
}

const byUrn = (one: RawStep, other: RawStep): number =>
  JSON.stringify([one["op"] !== "refresh", one["urn"]]) <
  JSON.stringify([other["op"] !== "refresh", other["urn"]])
    ? -1
    : 1;

/** Names for ids, in the order in which they come. */
class Names {
  readonly #known = new Map<string, string>();

  of(id: string, kind: string): string {
    const count = [...this.#known.values()].filter((name) => name.startsWith(kind)).length;
    const name = this.#known.get(id) ?? (count === 0 ? kind : `${kind}_${count + 1}`);
    this.#known.set(id, name);
    return name;
  }
}

function walk(value: unknown, steady: (text: string) => string): unknown {
  if (typeof value === "string") return steady(value);
  if (Array.isArray(value)) return value.map((one) => walk(one, steady));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [steady(name), walk(one, steady)]));
}
