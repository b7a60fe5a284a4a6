import { isOtherFactor, otherFactorNames } from "../mfa/factors.ts";
import type { OtherFactor } from "../mfa/factors.ts";
import type { Problem } from "../configuration/problems.ts";
import { removePath, set } from "../configuration/problems.ts";
import type { Source } from "../configuration/source.ts";
import { nameMeant } from "../configuration/spelling.ts";
import { flagIn, flagMeant, orList, pathIn, readObject } from "../configuration/source.ts";

/** Whether each other factor that the stack declares is on. */
export type OtherFactors = Readonly<Partial<Record<OtherFactor, boolean>>>;

const key = "otherFactors";

/**
 * Reads the other factors. A factor that is named here belongs to the stack.
 * @param isPhoneManaged whether the stack manages the phone factor
 */
export function readOtherFactors(source: Source, isPhoneManaged: boolean, problems: Problem[]): OtherFactors {
  const members = Object.entries(readObject(source, key, problems, membersMeant));
  problems.push(...members.flatMap(([name, value]) => memberProblem(name, value, isPhoneManaged)));
  return Object.fromEntries(
    members.flatMap(([name, value]) => {
      const isOn = flagIn(value);
      return isOtherFactor(name) && isOn !== undefined ? [[name, isOn]] : [];
    }),
  );
}

/** The factors that a text names, each with the word after it: a list of names, or JSON that lacks a sign. */
const membersMeant = (text: string): string[] =>
  [...text.matchAll(/([a-z][\w-]*)(?:["']?\s*[:=]\s*["']?(true|false))?/gi)].flatMap(
    ([, name = "", on = "true"]) => {
      const factor = nameMeant(name, otherFactorNames);
      return factor === undefined ? [] : [set(pathIn(key, factor), on.toLowerCase())];
    },
  );

function memberProblem(name: string, value: unknown, isPhoneManaged: boolean): Problem[] {
  const path = pathIn(key, name);
  if (!isOtherFactor(name)) {
    const hint = isPhoneManaged
      ? "the stack already manages the phone factor"
      : "to manage the phone factor, add factor to manage";
    const isPhone = name === "sms" || name === "phone";
    const what = `is not one of ${orList(otherFactorNames)}${isPhone ? `; ${hint}` : ""}`;
    return [{ key: path, what, fix: removePath(path) }];
  }
  if (flagIn(value) !== undefined) return [];
  return [
    {
      key: path,
      what: "must be true or false",
      fix: set(path, String(flagMeant(String(value)) ?? true)),
    },
  ];
}
