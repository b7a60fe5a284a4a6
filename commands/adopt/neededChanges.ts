import { isDeepStrictEqual } from "node:util";

type Values = Readonly<Record<string, unknown>>;

/**
 * What of a wanted configuration has to be written: not what a stack file or a default says already.
 *
 * @param wanted values by key; `undefined` takes a key away
 * @param own what the stack file has
 * @param defaults what Pulumi.yaml says where it has nothing
 */
export const neededChanges = (
  wanted: Values,
  { own, defaults }: { own: Values; defaults: Values },
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(wanted).filter(([key, value]) =>
      value === undefined ? own[key] !== undefined : !isDeepStrictEqual(own[key] ?? defaults[key], value),
    ),
  );
