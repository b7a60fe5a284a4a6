import { isObject } from "../../../sandbox/auth0/json.ts";

/** Members whose values naturally differ between tenants. */
const secretMembers = ["tenant", "client_secret", "cert", "signing_secret", "auth_token", "thumbprint"];
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** A difference between two responses. */
export interface Difference {
  kind: "shape" | "value";
  text: string;
}

const kindOf = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "array" : typeof value;

/** Compares keys and JSON types, then values; the ids in `recorded` are already translated. */
export function differences(recorded: unknown, local: unknown, path: readonly string[] = []): Difference[] {
  const at = path.join(".") || "the response";
  if (kindOf(recorded) !== kindOf(local)) {
    return [{ kind: "shape", text: `${at} is ${kindOf(local)}, recorded ${kindOf(recorded)}` }];
  }
  if (Array.isArray(recorded) && Array.isArray(local)) return arrayDifferences(recorded, local, path);
  if (isObject(recorded) && isObject(local)) return objectDifferences(recorded, local, path);
  if (recorded === local || differsByNature(recorded, local, path)) return [];
  return [{ kind: "value", text: `${at} is ${JSON.stringify(local)}, recorded ${JSON.stringify(recorded)}` }];
}

function arrayDifferences(recorded: unknown[], local: unknown[], path: readonly string[]): Difference[] {
  const common = Math.min(recorded.length, local.length);
  const found = Array.from({ length: common }, (_, index) =>
    differences(recorded[index], local[index], [...path, String(index)]),
  ).flat();
  if (recorded.length === local.length) return found;
  return [
    ...found,
    { kind: "value", text: `${path.join(".")} has ${local.length} items, recorded ${recorded.length}` },
  ];
}

function objectDifferences(
  recorded: Record<string, unknown>,
  local: Record<string, unknown>,
  path: readonly string[],
): Difference[] {
  const names = [...new Set([...Object.keys(recorded), ...Object.keys(local)])];
  return names.flatMap((name): Difference[] => {
    const at = [...path, name].join(".");
    if (!(name in local)) return [{ kind: "shape", text: `${at} is missing` }];
    if (!(name in recorded)) return [{ kind: "shape", text: `${at} is extra` }];
    return differences(recorded[name], local[name], [...path, name]);
  });
}

/** Secrets, times and encrypted settings: comparing them is pointless. */
function differsByNature(recorded: unknown, local: unknown, path: readonly string[]): boolean {
  if (typeof recorded !== "string" || typeof local !== "string") return false;
  if (recorded === "[REDACTED]" || secretMembers.includes(path.at(-1) ?? "")) return true;
  if (path.at(-3) === "options" && path.at(-2) === "configuration") return true;
  return path.join(".").startsWith("options.configuration.") || (time.test(recorded) && time.test(local));
}
