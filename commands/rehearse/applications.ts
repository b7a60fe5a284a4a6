import { isDeepStrictEqual } from "node:util";
import { managedIn, shortFormName } from "../../configuration/parts.ts";
import { addressOf } from "../../mfa/urls/patterns.ts";
import type { StackFile } from "../../senders/SenderInCommands.ts";

/** An application as a stack's file describes it. */
export interface ApplicationInFile {
  name: string;
  /** The client that is registered already, where the stack registers none. */
  existingClientId: string | undefined;
  /** Addresses that it returns to: one for each callback URL that a local tenant can compare. */
  callbacks: string[];
  /** Callback URLs as they are written, those with a placeholder too. */
  written: string[];
}

/** An address that is nobody's, for an application that is not the stack's. */
const elsewhere = "https://app.example.com/callback";

/**
 * The applications of a stack's file; where it manages none, one of somebody else's that users sign in with.
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

/** The values of a file that name clients, with those that stand in for them here. */
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
