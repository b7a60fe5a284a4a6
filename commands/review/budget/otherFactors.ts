import { guardianPath, guardianProperties, otherFactorNames } from "../../../mfa/factors.ts";
import type { OtherFactor } from "../../../mfa/factors.ts";
import { valueAt } from "../../../preview/paths.ts";
import type { State, Step, Values } from "../../../preview/Preview.ts";
import { sum } from "./sum.ts";

/** The provider's calls for each other factor that is on. */
const settings: Readonly<Record<OtherFactor, { read: number; write: number }>> = {
  otp: { read: 0, write: 0 },
  "recovery-code": { read: 0, write: 0 },
  email: { read: 0, write: 0 },
  "webauthn-roaming": { read: 1, write: 0 },
  "webauthn-platform": { read: 1, write: 0 },
  // Its provider, its app and Apple's settings; its provider is written.
  "push-notification": { read: 3, write: 1 },
};

function isOn(values: Values | undefined, factor: OtherFactor): boolean | undefined {
  const value = valueAt(values, guardianPath(factor));
  return typeof value === "boolean" ? value : undefined;
}

/** What the provider reads about factors that are on. */
export const otherReads = ({ before, after }: Partial<Pick<Step, "before" | "after">>): number =>
  sum(
    otherFactorNames.map((factor) =>
      (declared(after, factor) ?? isOn(before?.outputs, factor)) === true ? settings[factor].read : 0,
    ),
  );

/** What a Guardian declares about a factor; ignored settings are not its own. */
const declared = (state: State | undefined, factor: OtherFactor): boolean | undefined =>
  state?.ignoreChanges.includes(guardianProperties[factor].property) === false
    ? isOn(state.inputs, factor)
    : undefined;

export const declaresOtherOn = (state: State): boolean =>
  otherFactorNames.some((factor) => declared(state, factor) === true);

/**
 * The hook before the Guardian's write: factors that it turns on and off, and its check of the push
 * notification provider.
 */
export const otherHookCalls = ({ before, after }: Step): number =>
  sum(
    otherFactorNames.map((factor) => {
      const wanted = declared(after, factor);
      const present = isOn(before?.outputs, factor) ?? isOn(before?.inputs, factor) ?? false;
      if (wanted === undefined) return 0;
      const isLookedAt = factor === "push-notification" && wanted && isOn(before?.inputs, factor) !== true;
      return Number(wanted !== present) + Number(isLookedAt);
    }),
  );

/** What the provider's own write sends again. */
export const otherWrites = (step: Step): number =>
  sum(
    otherFactorNames.map((factor) => {
      const { property, isObject } = guardianProperties[factor];
      const wanted = declared(step.after, factor);
      if (wanted === undefined) return 0;
      // For a new resource, the factor counts as off.
      const isWritten =
        step.before === undefined ? isObject || wanted : step.paths.some(({ path }) => path[0] === property);
      return isWritten ? 1 + (wanted ? settings[factor].write : 0) : 0;
    }),
  );

/** How many of the factors that the stack still names its removal turns off. */
export const otherRemovals = ({ before, managed }: Step): number =>
  otherFactorNames.filter((factor) => managed.includes(factor) && isOn(before?.inputs, factor) === true)
    .length;
