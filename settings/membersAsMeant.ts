import { isEmpty, withoutNull, writing } from "../configuration/moves.ts";
import type { Problem } from "../configuration/problems.ts";
import { removePath } from "../configuration/problems.ts";
import { isObject, pathIn } from "../configuration/source.ts";
import { nameMeant } from "../configuration/spelling.ts";
import { otherFactorNames } from "../mfa/factors.ts";
import { senders } from "../senders/index.ts";
import { applicationKeys } from "./application.ts";
import { applicationNameMeant, isApplicationName, nameFault } from "./applications.ts";

/** The members of a map and what is wrong with their names. */
export interface MeantMembers {
  members: Readonly<Record<string, unknown>>;
  problems: Problem[];
}

/** Reads the members of one map as meant. */
export type MapReader = (path: string, members: MeantMembers["members"], isHidden: boolean) => MeantMembers;

/** The project's keys that are maps with fixed names, or with maps of fixed names. */
export const maps: Readonly<Record<string, MapReader>> = {
  applications: applicationsAsMeant,
  otherFactors: (path, members, isHidden) =>
    renamed(path, members, isHidden, { what: "is not a factor's name", nameOf: among(otherFactorNames) }),
  ...Object.fromEntries(
    Object.values(senders)
      .flatMap(({ members = {} }) => Object.entries(members))
      .map(([key, names]): [string, MapReader] => [
        key,
        (path, members, isHidden) =>
          renamed(path, members, isHidden, { what: "is not a known key", nameOf: among(names) }),
      ]),
  ),
};

function applicationsAsMeant(path: string, given: MeantMembers["members"], isHidden: boolean): MeantMembers {
  const { members, problems } = renamed(path, given, isHidden, {
    what: nameFault,
    nameOf: (name, taken) => (isApplicationName(name) ? undefined : applicationNameMeant(name, taken)),
  });
  const applications = Object.entries(members).map(([name, value]) => {
    const meant = isObject(value)
      ? renamed(pathIn(path, name), value, isHidden, {
          what: "is not a key of an application",
          nameOf: among(applicationKeys),
        })
      : { members: value, problems: [] };
    return { name, ...meant };
  });
  return {
    members: Object.fromEntries(applications.map(({ name, members: value }) => [name, value])),
    problems: [...problems, ...applications.flatMap((one) => one.problems)],
  };
}

/** What a wrong name is told by, and which name was meant by it. */
interface Names {
  what: string;
  nameOf: (name: string, taken: readonly string[]) => string | undefined;
}

/** The name that is meant by one that is not among some. */
const among =
  (names: readonly string[]): Names["nameOf"] =>
  (name) =>
    names.includes(name) ? undefined : nameMeant(name, names);

/** Moves the value of each misspelled name to the right one, if nothing is set there. */
function renamed(
  path: string,
  given: MeantMembers["members"],
  isHidden: boolean,
  { what, nameOf }: Names,
): MeantMembers {
  return Object.keys(given).reduce<MeantMembers>(
    ({ members, problems }, name) => {
      const right = nameOf(name, Object.keys(members));
      const value = withoutNull(members[name]);
      if (right === undefined || !isEmpty(members[right]) || isEmpty(value)) return { members, problems };
      const at = pathIn(path, name);
      const to = pathIn(path, right);
      // Pulumi adds no items to an empty text or to null.
      const replaced = Object.hasOwn(members, right) && typeof value === "object" ? [removePath(to)] : [];
      const { [name]: _, ...others } = members;
      return {
        members: { ...others, [right]: value },
        problems: [
          ...problems,
          {
            key: at,
            what: `${what}; did you mean ${right}?`,
            fix: [...replaced, ...writing(to, value, isHidden ? { from: at } : undefined), removePath(at)],
          },
        ],
      };
    },
    { members: given, problems: [] },
  );
}
