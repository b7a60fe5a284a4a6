import type { Problem } from "../configuration/problems.ts";
import { set } from "../configuration/problems.ts";
import type { Source } from "../configuration/source.ts";
import { keyIn, readFlag, readText } from "../configuration/source.ts";
import { unwrapped } from "../mfa/pasted.ts";
import type { UrlLists } from "./urls.ts";
import { readUrls } from "./urls.ts";

/** A client that already exists on the tenant. */
export interface ExistingClient {
  clientId: string;
  /** Whether the stack manages its URLs. */
  manageUrls: boolean;
}

/** A single-page application. */
export interface ApplicationSettings extends UrlLists {
  appName: string;
  /** The existing client, or `undefined` if the stack registers one. */
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
 * Reads the configuration of one application. For an existing client, it reads only the URLs, if they are
 * managed.
 */
export function readApplication(
  source: Source,
  allowWildcards: boolean,
  problems: Problem[],
): ApplicationSettings {
  const existing = readExisting(source, problems);
  const appName = readText(source, "appName", problems) ?? "";
  if (existing === undefined) checkName(keyIn(source, "appName"), appName, problems);
  const urls = readUrls(source, allowWildcards, existing?.manageUrls === false ? [] : problems);
  return { appName, existing, ...urls };
}

function readExisting(source: Source, problems: Problem[]): ExistingClient | undefined {
  const clientId = readText(source, "existingClientId", problems);
  const manageUrls = readFlag(source, "manageUrls", problems, true) ?? true;
  const key = keyIn(source, "existingClientId");
  if (clientId === undefined) {
    if (!manageUrls) {
      problems.push({
        key: keyIn(source, "manageUrls"),
        what: `is false, which needs an existing application; ${key} is missing`,
        fix: set(key, placeholder),
      });
    }
    return undefined;
  }
  if (!isClientId(clientId)) {
    const meant = unwrapped(clientId);
    problems.push({
      key,
      what:
        clientId === placeholder
          ? "is a placeholder; the dashboard shows the client ID in the application's settings"
          : "is not a client ID: letters, digits, - and _ only",
      fix: set(key, isClientId(meant) ? meant : placeholder),
    });
  }
  return { clientId, manageUrls };
}

const isClientId = (text: string): boolean => /^[\w-]{1,64}$/.test(text) && text !== placeholder;

/** What a fix has in place of a client ID that is not known. */
const placeholder = "CLIENT_ID";

function checkName(key: string, appName: string, problems: Problem[]): void {
  if (appName.trim() === "") {
    problems.push({ key, what: "is missing", fix: set(key, "My app") });
  } else if (/[<>]/.test(appName)) {
    problems.push({
      key,
      what: "contains < or >, which Auth0 rejects",
      fix: set(key, appName.replaceAll(/[<>]/g, "")),
    });
  }
}
