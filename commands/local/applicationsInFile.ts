import { isDeepStrictEqual } from "node:util";
import { managedIn, shortFormName } from "../../configuration/parts.ts";
import { addressOf } from "../../mfa/urls/patterns.ts";
import type { StackFile } from "../../senders/SenderInCommands.ts";

/** An application, as described in a stack's file. */
export interface ApplicationInFile {
  name: string;
  /** The existing client, if the stack registers none. */
  existingClientId: string | undefined;
  /** Its return addresses: one for each callback URL that a local tenant can compare. */
  callbacks: string[];
  /** Callback URLs as written, including those with a placeholder. */
  written: string[];
}

/** An unused address, for an application that the stack does not manage. */
const elsewhere = "https://app.example.com/callback";

/**
 * The applications in a stack's file. If it manages none, an application managed elsewhere that users sign in
 * with.
 */
export function applicationsIn(file: StackFile): ApplicationInFile[] {
  const several = Object.entries(mapOf(file["applications"]));
  if (several.length > 0 && managesApplications(file))
    return several.map(([name, value]) => applicationOf(name, mapOf(value)));
  const single = ["existingClientId", "callbackUrls"].map((key) => [key, file[key]] as const);
  return [applicationOf(shortFormName, Object.fromEntries(single))];
}

export const managesApplications = (file: StackFile): boolean => managedIn(file).includes("application");

function applicationOf(
  name: string,
  { existingClientId, callbackUrls }: Readonly<Record<string, unknown>>,
): ApplicationInFile {
  const urls = Array.isArray(callbackUrls) ? callbackUrls.filter((url) => typeof url === "string") : [];
  return {
    name,
    existingClientId:
      typeof existingClientId === "string" && existingClientId !== "" ? existingClientId : undefined,
    callbacks: urls.length > 0 ? urls.flatMap((url) => addressOf(url) ?? []) : [elsewhere],
    written: urls,
  };
}

/** The values in a file that name clients, replaced by their local counterparts. */
export function withLocalClients(
  file: StackFile,
  localIds: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const local = (value: unknown): unknown =>
    Object.fromEntries(
      Object.entries(mapOf(value)).map(([key, member]) => [
        key,
        key === "existingClientId" && typeof member === "string" ? (localIds.get(member) ?? member) : member,
      ]),
    );
  const applications = mapOf(file["applications"]);
  const values = {
    ...(local({ existingClientId: file["existingClientId"] }) as Record<string, unknown>),
    applications: Object.fromEntries(Object.entries(applications).map(([name, one]) => [name, local(one)])),
  };
  const changed = Object.entries(values).filter(
    ([key, value]) => file[key] !== undefined && !isDeepStrictEqual(file[key], value),
  );
  return Object.fromEntries(changed);
}

const mapOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
