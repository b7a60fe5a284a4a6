import type { Problem } from "../configuration/problems.ts";
import { set } from "../configuration/problems.ts";
import type { Source } from "../configuration/source.ts";
import { own, readFlag } from "../configuration/source.ts";
import type { UrlLists } from "./urls.ts";
import { readUrls } from "./urls.ts";

/** A client that the tenant has already. */
export interface ExistingClient {
  clientId: string;
  /** Whether its URLs are the stack's. */
  manageUrls: boolean;
}

/** The single-page application. */
export interface ApplicationSettings extends UrlLists {
  appName: string;
  /** The client that is registered already; `undefined` where the stack registers one. */
  existing: ExistingClient | undefined;
}

/**
 * Reads what is said of the application. Of a client that exists only its URLs are asked for, if they are
 * managed.
 */
export function readApplication(source: Source, problems: Problem[]): ApplicationSettings {
  const existing = readExisting(source, problems);
  const appName = own(source, "appName") ?? "";
  if (existing === undefined) checkName(appName, problems);
  const urls = readUrls(source, existing?.manageUrls === false ? [] : problems);
  return { appName, existing, ...urls };
}

function readExisting(source: Source, problems: Problem[]): ExistingClient | undefined {
  const clientId = own(source, "existingClientId");
  const manageUrls = readFlag(source, "manageUrls", problems) ?? true;
  if (clientId === undefined) {
    if (!manageUrls) {
      problems.push({
        key: "manageUrls",
        what: "is false, which only a client that exists can have; existingClientId is missing",
        fix: set("existingClientId", "CLIENT_ID"),
      });
    }
    return undefined;
  }
  if (!/^[\w-]{1,64}$/.test(clientId)) {
    problems.push({
      key: "existingClientId",
      what: "is not a client id: letters, digits, - and _ only",
      fix: set("existingClientId", "CLIENT_ID"),
    });
  }
  return { clientId, manageUrls };
}

function checkName(appName: string, problems: Problem[]): void {
  if (appName.trim() === "") {
    problems.push({ key: "appName", what: "is missing", fix: set("appName", "My app") });
  } else if (/[<>]/.test(appName)) {
    problems.push({
      key: "appName",
      what: "holds < or >, which Auth0 refuses",
      fix: set("appName", appName.replaceAll(/[<>]/g, "")),
    });
  }
}
