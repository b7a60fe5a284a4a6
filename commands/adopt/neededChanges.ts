import { isDeepStrictEqual } from "node:util";

type Values = Readonly<Record<string, unknown>>;

/**
 * The part of a wanted configuration that has to be written: everything that the stack file or a default does
 * not already say.
 * @param wanted values by key; `undefined` removes a key
 * @param own the values in the stack file
 * @param defaults the values in Pulumi.yaml where the stack file has none
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
