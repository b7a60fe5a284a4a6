import type { Problem } from "../configuration/problems.ts";
import { set } from "../configuration/problems.ts";
import type { Source } from "../configuration/source.ts";
import { keyIn, own, readFlag } from "../configuration/source.ts";
import { unwrapped } from "../mfa/pasted.ts";
import type { UrlLists } from "./urls.ts";
import { readUrls } from "./urls.ts";

/** A client that the tenant has already. */
export interface ExistingClient {
  clientId: string;
  /** Whether its URLs are the stack's. */
  manageUrls: boolean;
}

/** A single-page application. */
export interface ApplicationSettings extends UrlLists {
  appName: string;
  /** The client that is registered already; `undefined` where the stack registers one. */
  existing: ExistingClient | undefined;
}

/** The keys that an application has. */
export const applicationKeys = [
  "appName",
  "existingClientId",
  "manageUrls",
  "callbackUrls",
  "logoutUrls",
  "webOrigins",
] as const;

/**
 * Reads what is said of an application. Of a client that exists only its URLs are asked for, if they are
 * managed.
 */
export function readApplication(
  source: Source,
  allowWildcards: boolean,
  problems: Problem[],
): ApplicationSettings {
  const existing = readExisting(source, problems);
  const appName = own(source, "appName") ?? "";
  if (existing === undefined) checkName(keyIn(source, "appName"), appName, problems);
  const urls = readUrls(source, allowWildcards, existing?.manageUrls === false ? [] : problems);
  return { appName, existing, ...urls };
}

function readExisting(source: Source, problems: Problem[]): ExistingClient | undefined {
  const clientId = own(source, "existingClientId");
  const manageUrls = readFlag(source, "manageUrls", problems) ?? true;
  const key = keyIn(source, "existingClientId");
  if (clientId === undefined) {
    if (!manageUrls) {
      problems.push({
        key: keyIn(source, "manageUrls"),
        what: `is false, which only a client that exists can have; ${key} is missing`,
        fix: set(key, "CLIENT_ID"),
      });
    }
    return undefined;
  }
  if (!isClientId(clientId)) {
    const meant = unwrapped(clientId);
    problems.push({
      key,
      what: "is not a client id: letters, digits, - and _ only",
      fix: set(key, isClientId(meant) ? meant : "CLIENT_ID"),
    });
  }
  return { clientId, manageUrls };
}

const isClientId = (text: string): boolean => /^[\w-]{1,64}$/.test(text);

function checkName(key: string, appName: string, problems: Problem[]): void {
  if (appName.trim() === "") {
    problems.push({ key, what: "is missing", fix: set(key, "My app") });
  } else if (/[<>]/.test(appName)) {
    problems.push({
      key,
      what: "holds < or >, which Auth0 refuses",
      fix: set(key, appName.replaceAll(/[<>]/g, "")),
    });
  }
}
