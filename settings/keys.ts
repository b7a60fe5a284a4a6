import { closest as closestOf, distance } from "fastest-levenshtein";
import { applicationKeys } from "./application.ts";
import type { Problem } from "../configuration/problems.ts";
import { takenNamespaces } from "../configuration/projectName.ts";
import { senders } from "../senders/index.ts";
import type { Source } from "../configuration/source.ts";

/** The project's own keys, as Pulumi.yaml declares them. */
export const ownKeys: readonly string[] = [
  "manage",
  ...applicationKeys,
  "applications",
  "allowWildcards",
  "phoneExperience",
  "sender",
  "delivery",
  "otherFactors",
  "mfaPolicy",
  "actionsWithoutMfa",
  "allowWeakening",
  "enrollmentMessage",
  "verificationMessage",
  ...Object.values(senders).flatMap(({ keys }) => keys),
  "protect",
];

/** A misspelled key would be a setting that silently does nothing. */
export function unknownKeys(source: Source): Problem[] {
  return [...unknownNames(source), ...misspelledNamespaces(source)];
}

/** Keys with a misspelled provider. Other namespaces may belong to other providers. */
function misspelledNamespaces({ project, values }: Source): Problem[] {
  const known = [project, ...takenNamespaces];
  return Object.keys(values).flatMap((key) => {
    const [namespace = "", ...name] = key.split(":");
    const meant = closestOf(namespace, known);
    if (known.includes(namespace) || distance(namespace, meant) > 2) return [];
    const what = `has an unknown namespace; did you mean ${meant}:${name.join(":")}?`;
    return [{ key, what, fix: `rm ${key}` }];
  });
}

function unknownNames(source: Source): Problem[] {
  const prefix = `${source.project}:`;
  return Object.keys(source.values)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
    .filter((name) => !ownKeys.includes(name))
    .map((name) => {
      const meant = closest(name);
      const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
      return { key: name, what: `is not a key of this project${hint}`, fix: `rm ${name}` };
    });
}

function closest(name: string): string | undefined {
  const best = closestOf(name, ownKeys);
  return distance(name.toLowerCase(), best.toLowerCase()) <= 3 ? best : undefined;
}
