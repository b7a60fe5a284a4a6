import { shortFormName } from "../configuration/parts.ts";
import type { Problem } from "../configuration/problems.ts";
import { remove, removePath, set, setText } from "../configuration/problems.ts";
import type { Source } from "../configuration/source.ts";
import {
  isObject,
  orList,
  own,
  pathIn,
  readFlag,
  readList,
  readObject,
  within,
} from "../configuration/source.ts";
import type { ApplicationSettings } from "./application.ts";
import { applicationKeys, readApplication } from "./application.ts";

/**
 * A stack's applications, by their names in the program. Each name is part of a URN, so it must not change.
 */
export type Applications = Readonly<Record<string, ApplicationSettings>>;

const key = "applications";

/**
 * Reads the stack's applications: those in `applications`, or the one that the project's top-level keys
 * describe.
 */
export function readApplications(source: Source, problems: Problem[]): Applications {
  const allowWildcards = readFlag(source, "allowWildcards", problems) ?? false;
  const before = problems.length;
  const isShort = applicationKeys.some((name) => isSet(own(source, name)));
  const example = () => (isShort ? [] : exampleOf(pathIn(key, shortFormName)));
  const members = Object.entries(readObject(source, key, problems, example));
  if (members.length === 0 && (isShort || problems.length === before))
    return { [shortFormName]: readApplication(source, allowWildcards, problems) };
  problems.push(...besideShortForm(source, Object.fromEntries(members)));
  const applications = members.map(
    ([name, value]) => [name, readMember(source, name, value, allowWildcards, problems)] as const,
  );
  problems.push(...takenOverTwice(applications));
  return Object.fromEntries(applications);
}

/** The commands that write an application, where nobody knows what was meant. */
const exampleOf = (path: string): string[] => [
  set(`${path}.appName`, "My app"),
  set(`${path}.callbackUrls[0]`, "https://app.example.com"),
];

function readMember(
  source: Source,
  name: string,
  value: unknown,
  allowWildcards: boolean,
  problems: Problem[],
): ApplicationSettings {
  const path = pathIn(key, name);
  const isName = isApplicationName(name);
  const members = isObject(value) ? value : {};
  // Further problems in it are reported once this one is fixed.
  const isSound = isName && isObject(value);
  if (!isName) problems.push({ key: path, what: nameFault, fix: removePath(path) });
  else if (!isObject(value))
    problems.push({ key: path, what: "must be a map", fix: [removePath(path), ...exampleOf(path)] });
  for (const member of Object.keys(members)) {
    const at = pathIn(path, member);
    if (!(applicationKeys as readonly string[]).includes(member))
      problems.push({
        key: at,
        what: `is not a key of an application: ${orList(applicationKeys)}`,
        fix: removePath(at),
      });
  }
  return readApplication(within(source, path, members), allowWildcards, isSound ? problems : []);
}

/** Whether an application may have a name in the program. */
export const isApplicationName = (name: string): boolean => /^[a-z][a-z0-9-]{0,39}$/.test(name);

/** A valid name that is like an invalid one, and that no other application has. */
export function applicationNameMeant(name: string, taken: readonly string[]): string {
  const words = name.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const joined = words.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "");
  const meant = (/^[a-z]/.test(joined) ? joined : `app-${joined}`).slice(0, 36).replace(/-+$/, "");
  const numbered = taken.map((_, index) => `${meant}-${index + 2}`);
  return [meant, ...numbered].find((one) => !taken.includes(one)) ?? meant;
}

/** What is wrong with the name of an application. */
export const nameFault =
  "is not a valid name: use up to 40 lowercase letters, digits and hyphens, starting with a letter";

/** The values of keys that nobody has set: the defaults in Pulumi.yaml. */
const unset: readonly (string | undefined)[] = [undefined, "[]", "true"];

const isSet = (value: string | undefined): value is string => !unset.includes(value);

function besideShortForm(source: Source, applications: Readonly<Record<string, unknown>>): Problem[] {
  const moved = Object.keys(applications[shortFormName] ?? {});
  return applicationKeys.flatMap((name) => {
    const value = own(source, name);
    if (!isSet(value)) return [];
    const to = `${key}.${shortFormName}.${name}`;
    const items = value.startsWith("[") ? readList(source, name, []) : [];
    const moves =
      items.length === 0 ? [set(to, value)] : items.map((item, index) => setText(`${to}[${index}]`, item));
    return [
      {
        key: name,
        what: moved.includes(name)
          ? `can't be combined with ${key}, where ${to} is set: remove it`
          : `can't be combined with ${key}: move its value to ${to}, then remove it`,
        fix: moved.includes(name) ? remove(name) : [...moves, remove(name)],
      },
    ];
  });
}

function takenOverTwice(applications: readonly (readonly [string, ApplicationSettings])[]): Problem[] {
  const ids = applications.flatMap(([name, { existing }]) =>
    existing ? [{ name, id: existing.clientId }] : [],
  );
  return ids.flatMap(({ name, id }, index) => {
    const first = ids.findIndex((one) => one.id === id);
    if (first === index) return [];
    const path = `${key}.${name}.existingClientId`;
    return [
      { key: path, what: `is already used by ${key}.${ids[first]?.name ?? ""}`, fix: set(path, "CLIENT_ID") },
    ];
  });
}
