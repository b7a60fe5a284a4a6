import { textOf, withMember, writing } from "../configuration/moves.ts";
import { removeKey } from "../configuration/problems.ts";
import type { Source } from "../configuration/source.ts";
import { flagIn, parse } from "../configuration/source.ts";
import { nameMeant } from "../configuration/spelling.ts";
import { secretWithin } from "../configuration/values.ts";
import { lists } from "./keys.ts";
import type { Meant } from "./meantKey.ts";
import { isSet, shownKey } from "./meantKey.ts";
import { maps } from "./membersAsMeant.ts";

/**
 * A path that was set without --path, as in `otherFactors.otp`: its value is put where the path leads, unless
 * something is there.
 */
export function pathAsKey(source: Source, key: string): Meant | undefined {
  const shown = shownKey(source, key);
  const [, given = "", rest = ""] =
    /^([\w-]+)([.[].*)$/.exec(key.startsWith(`${source.project}:`) ? shown : "") ?? [];
  const known = [...lists, ...Object.keys(maps)];
  const name = known.includes(given) ? given : nameMeant(given, known);
  if (rest === "" || name === undefined) return undefined;
  const root = `${source.project}:${name}`;
  const text = source.values[key] ?? "";
  const value = lists.includes(name) ? text : (flagIn(text) ?? text);
  const found = isSet(source, root) ? parse(source.values[root] ?? "") : undefined;
  // A list gets the value at its end, where it takes nothing else's place.
  const items = Array.isArray(found) ? found : [];
  const at = /^\[\d+\]$/.test(rest) ? `[${items.length}]` : rest;
  const changed = text === "" || items.includes(text) ? undefined : withMember(found, at, value);
  const isTaken = changed === undefined && text !== "";
  const isHidden = source.isSecret(key);
  // Another problem says so of a value that contains a secret, and no fix may show it.
  if (!isHidden && secretWithin(source, text) !== undefined)
    return { source, problems: [{ key: shown, what: withoutPath, fix: removeKey(shown) }] };
  const { [key]: _, ...others } = source.values;
  const isSecret = (one: string) => (one === root && isHidden) || source.isSecret(one);
  return {
    source: {
      ...source,
      values: changed === undefined ? others : { ...others, [root]: textOf(changed) },
      isSecret,
    },
    problems: [
      {
        key: shown,
        what: `${withoutPath}${isTaken ? "; something is set there already" : ""}`,
        fix: [
          ...(changed === undefined
            ? []
            : writing(`${name}${at}`, value, isHidden ? { from: shown } : undefined)),
          removeKey(shown),
        ],
      },
    ],
  };
}

const withoutPath = "is a path, but was set without --path";
