import { everyScope } from "../../../settings/scopes.ts";

/** The scopes of the Management API, those of a resource on one line. */
function fenced(scopes: readonly string[]): string {
  const resources = Map.groupBy(scopes, (scope) => scope.split(":")[1] ?? "");
  return ["```text", ...[...resources.values()].map((of) => of.join(" ")), "```"].join("\n");
}

export const neededScopes = (): string => fenced(everyScope);

export const readOnlyScopes = (): string => fenced(everyScope.filter((scope) => scope.startsWith("read:")));
