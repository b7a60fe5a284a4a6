import { shortFormName } from "../configuration/parts.ts";
import type { Problem } from "../configuration/problems.ts";
import { removePath, set } from "../configuration/problems.ts";
import type { Source } from "../configuration/source.ts";
import { orList, own, readFlag, readObject, within } from "../configuration/source.ts";
import type { ApplicationSettings } from "./application.ts";
import { applicationKeys, readApplication } from "./application.ts";

/** A stack's applications by their names in the program: each is part of a URN, and so for good. */
export type Applications = Readonly<Record<string, ApplicationSettings>>;

const key = "applications";

/** Reads the stack's applications: those of `applications`, or the one that the project's own keys describe. */
export function readApplications(source: Source, problems: Problem[]): Applications {
  const allowWildcards = readFlag(source, "allowWildcards", problems) ?? false;
  const members = Object.entries(readObject(source, key, problems));
  if (members.length === 0) return { [shortFormName]: readApplication(source, allowWildcards, problems) };
  problems.push(...besideShortForm(source));
  const applications = members.map(
    ([name, value]) => [name, readMember(source, name, value, allowWildcards, problems)] as const,
  );
  problems.push(...takenOverTwice(applications));
  return Object.fromEntries(applications);
}

function readMember(
  source: Source,
  name: string,
  value: unknown,
  allowWildcards: boolean,
  problems: Problem[],
): ApplicationSettings {
  const path = `${key}.${name}`;
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(name))
    problems.push({
      key: path,
      what: "is not a name: up to 40 lower-case letters, digits and -, a letter first",
      fix: removePath(`${key}[${JSON.stringify(name)}]`),
    });
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isMap) problems.push({ key: path, what: "must be a map", fix: set(`${path}.appName`, "My app") });
  const members = isMap ? (value as Record<string, unknown>) : {};
  for (const member of Object.keys(members))
    if (!(applicationKeys as readonly string[]).includes(member))
      problems.push({
        key: `${path}.${member}`,
        what: `is not a key of an application: ${orList(applicationKeys)}`,
        fix: removePath(`${path}.${member}`),
      });
  return readApplication(within(source, path, members), allowWildcards, isMap ? problems : []);
}

/** What a key has that nobody has set, by its default in Pulumi.yaml. */
const unset: readonly (string | undefined)[] = [undefined, "[]", "true"];

const besideShortForm = (source: Source): Problem[] =>
  applicationKeys
    .filter((name) => !unset.includes(own(source, name)))
    .map((name) => ({
      key: name,
      what: `is set beside ${key}, which takes its place: move its value to ${key}.${shortFormName}.${name}`,
      fix: `rm ${name}`,
    }));

function takenOverTwice(applications: readonly (readonly [string, ApplicationSettings])[]): Problem[] {
  const ids = applications.flatMap(([name, { existing }]) =>
    existing ? [{ name, id: existing.clientId }] : [],
  );
  return ids.flatMap(({ name, id }, index) => {
    const first = ids.findIndex((one) => one.id === id);
    if (first === index) return [];
    const path = `${key}.${name}.existingClientId`;
    return [
      { key: path, what: `is that of ${key}.${ids[first]?.name ?? ""} too`, fix: set(path, "CLIENT_ID") },
    ];
  });
}
