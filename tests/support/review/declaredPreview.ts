import { isDeepStrictEqual } from "node:util";
import { managedIn, removalsIn } from "../../../configuration/parts.ts";
import { withOwnKeys } from "../../../configuration/source.ts";
import { kindOf } from "../../../mfa/kindOf.ts";
import { parsePath } from "../../../preview/paths.ts";
import type { State, Step } from "../../../preview/Preview.ts";
import { twilioHas } from "../program/twilioNumbers.ts";
import { runProgram } from "../program/runProgram.ts";
import { isSecret, revealed } from "../pulumi/mocks.ts";
import type { RegisteredResource } from "../pulumi/mocks.ts";

type Values = Readonly<Record<string, string>>;

/**
 * The steps of a preview, as far as a review reads them, without an engine: what the program declares with
 * one configuration, and with another.
 */
export async function declaredPreview(before: Values, after: Values, stack = "dev"): Promise<Step[]> {
  const managed = managedIn(withOwnKeys("auth0-phone-mfa", after));
  twilioHas(...[before, after].flatMap(numbersIn));
  const old = await declared(before, stack);
  const now = await declared(after, stack);
  return [...new Set([...old.keys(), ...now.keys()])].map((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const paths = was && is ? changedPaths(was.real, is.real) : [];
    const op =
      was === undefined ? "create" : is === undefined ? "delete" : paths.length > 0 ? "update" : "same";
    const [type = "", name = ""] = key.split(" ");
    return {
      op,
      urn: `urn:pulumi:${stack}::auth0-phone-mfa::${type}::${name}`,
      type,
      kind: kindOf(type),
      name,
      before: was?.state,
      after: is?.state,
      managed,
      paths,
    };
  });
}

/** The numbers of the stack's own Messaging Service, which the program looks up. */
function numbersIn(values: Values): string[] {
  const messaging: unknown = JSON.parse(values["auth0-phone-mfa:twilioMessaging"] ?? "{}");
  return (messaging as { numbers?: string[] }).numbers ?? [];
}

interface Declared {
  state: State;
  /** The inputs with their secrets, for which a preview only shows whether they changed. */
  real: unknown;
}

async function declared(values: Values, stack: string): Promise<Map<string, Declared>> {
  const pinned = { domain: values["auth0:domain"] ?? "", ownershipTag: "tag" };
  const { resources } = await runProgram(values, { pinned }, stack);
  const own = resources.filter(({ type, options }) => options !== undefined && type.split(":").length > 2);
  return new Map(
    own
      .filter(({ type }) => !type.startsWith("pulumi:pulumi:") && !type.startsWith("auth0-phone-mfa:"))
      .map((one) => [`${one.type} ${one.name}`, { state: stateOf(one), real: one.inputs }]),
  );
}

function stateOf({ inputs, options }: RegisteredResource): State {
  const shown = hiding(inputs) as Record<string, unknown>;
  return {
    custom: true,
    external: false,
    inputs: shown,
    outputs: shown,
    protect: options?.protect ?? false,
    retainOnDelete: options?.retainOnDelete ?? false,
    removals: removalsIn(options?.hooks.beforeDelete ?? []),
    ignoreChanges: options?.ignoreChanges ?? [],
    replaceOnChanges: [],
    hideDiff: [],
    parent: "",
    dependencies: [],
  };
}

/** The secret part of a secret object: the mocks mark the outermost object that holds one. */
const secretNames = new Set(["authToken", "secrets"]);

/** Secrets as a preview shows them. */
function hiding(value: unknown, isMarked = false): unknown {
  if (isSecret(value)) return hiding(revealed(value), true);
  if (Array.isArray(value)) return value.map((one) => hiding(one, isMarked));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      isSecret(inner) && !isHolder(revealed(inner))
        ? "[secret]"
        : isMarked && secretNames.has(key)
          ? "[secret]"
          : hiding(inner, isMarked),
    ]),
  );
}

/** The differences, in the engine's notation: `phone.messageTypes[0]`. */
function changedPaths(old: unknown, now: unknown, path = ""): Step["paths"] {
  const [before, after] = [revealed(old), revealed(now)];
  if (isDeepStrictEqual(before, after)) return [];
  if (!isHolder(before) || !isHolder(after))
    return [{ path: parsePath(path), written: path, isGone: after === undefined }];
  const inner = (key: string) =>
    Array.isArray(after) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    changedPaths(before[key], after[key], inner(key)),
  );
}

const isHolder = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
