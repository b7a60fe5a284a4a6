import { spaSettings } from "../../../components/spaSettings.ts";
import type { Client } from "../../../tenant/readers/clients.ts";
import { readClient } from "../../../tenant/readers/clients.ts";
import type { ApplicationSettings } from "../../../settings/application.ts";
import type { Comparison } from "../../../findings/Comparison.ts";
import { compare, compareSets } from "../../../findings/Comparison.ts";
import type { Part } from "./Part.ts";

/** The single-page application, property by property. */
export const application: Part<Client | undefined> = {
  read: (api, { clientId }) =>
    clientId === undefined ? Promise.resolve(undefined) : readClient(api, clientId),

  compare({ settings, clientId }, client) {
    const { application: declared } = settings;
    if (declared === undefined || clientId === undefined) return [];
    const { existing, appName } = declared;
    if (client === undefined) return [gone(existing ? "taken over" : appName, clientId)];
    if (existing) return existing.manageUrls ? compareUrls(declared, client) : [];
    return [
      row("application", appName, client.name),
      ...compareUrls(declared, client),
      ...compareSpa(client),
    ];
  },
};

const compareUrls = (declared: ApplicationSettings, client: Client): Comparison[] => [
  urls("callback URLs", declared.callbackUrls, client.callbacks),
  urls("logout URLs", declared.logoutUrls, client.logoutUrls),
  urls("web origins", declared.webOrigins, client.webOrigins),
];

/** What the stack declares of every application that it makes itself. */
function compareSpa(client: Client): Comparison[] {
  const { appType, grantTypes, oidcConformant, jwtConfiguration, refreshToken } = spaSettings;
  return [
    // Pulumi adds it to each application that a stack describes with nothing else.
    row("description", "Managed by Pulumi", client.description),
    row("application type", appType, client.appType),
    compareSets("application", "grant types", grantTypes, client.grantTypes),
    // Auth0's provider sends it for a SPA when it makes the client, and never again.
    compare("application", "client authentication", "none", client.tokenEndpointAuthMethod ?? "not set", {
      note: "a SPA can keep no secret",
      fix: "In the dashboard, set the application's authentication method to None.",
    }),
    row("OIDC conformant", onOff(oidcConformant), onOff(client.oidcConformant)),
    row("ID token algorithm", jwtConfiguration.alg, client.jwtAlgorithm),
    row("refresh token rotation", refreshToken.rotationType, client.refreshTokenRotation),
    row("refresh token expiry", refreshToken.expirationType, client.refreshTokenExpiration),
  ];
}

function gone(appName: string, clientId: string): Comparison {
  return {
    part: "application",
    setting: "application",
    declared: appName,
    actual: `deleted (${clientId})`,
    agrees: false,
    note: "pulumi up makes a new one with another client id, which each app has to be given",
  };
}

const row = (setting: string, declared: string, actual: string | undefined): Comparison =>
  compare("application", setting, declared, actual ?? "not set");

/**
 * What `auth0 test login` of the Auth0 CLI adds to an application, and takes away only when the login
 * succeeds.
 */
const cliCallback = "http://localhost:8484";

const urls = (setting: string, declared: readonly string[], actual: readonly string[]): Comparison =>
  compareSets("application", setting, declared, actual, {
    explain: (extra) =>
      extra.some((url) => url.startsWith(cliCallback))
        ? "left by `auth0 test login` of the Auth0 CLI, when a login failed"
        : undefined,
  });

const onOff = (on: boolean): string => (on ? "on" : "off");
