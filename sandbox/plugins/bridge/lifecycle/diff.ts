import type { DetailedKind, DiffRequest, DiffResponse } from "../protocol.ts";
import type { Resource } from "./resource.ts";
import { diff as compare } from "../schema/diff.ts";
import { defaultsKey } from "../schema/inputs.ts";
import type { Fields } from "../schema/property.ts";
import { isProperties, type Properties } from "../schema/value.ts";
import { planUpdate } from "./update.ts";

/** Compares the state with the plan for the inputs. */
export function diff(resource: Resource, request: DiffRequest): DiffResponse {
  const { fields } = resource;
  const { prior, inputs, planned } = planUpdate(resource, request);
  const changes = [...compare(fields, prior, planned, inputs)];
  const replaces = changes.filter(([, change]) => change.replaces).map(([path]) => topLevel(path));
  return {
    changes: changes.length === 0 ? "DIFF_NONE" : "DIFF_SOME",
    diffs: [...new Set(changes.map(([path]) => topLevel(path)))].sort(),
    replaces: replaces.sort(),
    stables: stables(fields, replaces),
    deleteBeforeReplace: replaces.length > 0 && keepsItsName(fields, request.news, request.olds),
    detailedDiff: Object.fromEntries(
      changes.map(([path, { kind, replaces: does }]): [string, DetailedKind] => [
        path,
        does ? `${kind}_REPLACE` : kind,
      ]),
    ),
  };
}

function topLevel(path: string): string {
  return /^[^.[]*/.exec(path)?.[0] ?? path;
}

/** Changes that only a replacement would make, which this is not. */
function stables(fields: Fields, replaces: string[]): string[] {
  return Object.entries(fields)
    .filter(([name, { forceNew }]) => forceNew && !replaces.includes(name))
    .map(([name]) => name)
    .sort();
}

/**
 * Two resources with the same name can't exist at once, unless the name is generated and the next one
 * differs.
 */
function keepsItsName(fields: Fields, news: Properties, olds: Properties): boolean {
  if (!fields["name"]?.autoname || !isProperties(news)) return false;
  const defaults = news[defaultsKey];
  const isMadeUp = Array.isArray(defaults) && defaults.includes("name");
  return !isMadeUp && news["name"] === olds["name"];
}
