import { spaSettings } from "../../../components/spaSettings.ts";
import type { Client } from "../../../tenant/readers/clients.ts";
import { readClient } from "../../../tenant/readers/clients.ts";
import type { ApplicationSettings } from "../../../settings/application.ts";
import type { Comparison } from "../../../findings/Comparison.ts";
import { compare, compareSets } from "../../../findings/Comparison.ts";
import type { Part } from "./Part.ts";

/** Each application's client, by the application's name; `undefined` if it was deleted. */
type Found = Readonly<Record<string, Client | undefined>>;

/** The single-page applications, property by property. */
export const applications: Part<Found> = {
  async read(api, { clientIds }) {
    const found = Object.entries(clientIds).map(
      async ([name, id]) => [name, await readClient(api, id)] as const,
    );
    return Object.fromEntries(await Promise.all(found));
  },

  compare({ settings, clientIds }, found) {
    const declared = Object.entries(settings.applications ?? {});
    return declared.flatMap(([name, one]) => {
      const clientId = clientIds[name];
      const compared =
        clientId === undefined ? [notYet(one)] : compareApplication(one, clientId, found[name]);
      // A single application needs no name.
      return declared.length === 1
        ? compared
        : compared.map((comparison) => ({ ...comparison, setting: `${name}: ${comparison.setting}` }));
    });
  },
};

function compareApplication(
  declared: ApplicationSettings,
  clientId: string,
  client: Client | undefined,
): Comparison[] {
  const { existing, appName } = declared;
  if (client === undefined) return [existing ? existingGone(clientId) : gone(appName, clientId)];
  if (existing) return existing.manageUrls ? compareUrls(declared, client) : [];
  return [row("application", appName, client.name), ...compareUrls(declared, client), ...compareSpa(client)];
}

const compareUrls = (declared: ApplicationSettings, client: Client): Comparison[] => [
  urls("callback URLs", declared.callbackUrls, client.callbacks),
  urls("logout URLs", declared.logoutUrls, client.logoutUrls),
  urls("web origins", declared.webOrigins, client.webOrigins),
];

/** What the stack declares for every application that it registers itself. */
function compareSpa(client: Client): Comparison[] {
  const { appType, grantTypes, oidcConformant, jwtConfiguration, refreshToken } = spaSettings;
  return [
    // Pulumi adds this to each application without a description.
    row("description", "Managed by Pulumi", client.description),
    row("application type", appType, client.appType),
    compareSets("application", "grant types", grantTypes, client.grantTypes),
    // Auth0's provider sends it when it creates a SPA, and never again.
    compare("application", "client authentication", "none", client.tokenEndpointAuthMethod ?? "not set", {
      note: "a SPA can't keep a secret",
      fix: "In the dashboard, set the application's authentication method to None.",
    }),
    row("OIDC conformant", onOff(oidcConformant), onOff(client.oidcConformant)),
    row("ID token algorithm", jwtConfiguration.alg, client.jwtAlgorithm),
    row("refresh token rotation", refreshToken.rotationType, client.refreshTokenRotation),
    row("refresh token expiry", refreshToken.expirationType, client.refreshTokenExpiration),
  ];
}

/** An application that was configured after the last `up`. */
const notYet = ({ appName, existing }: ApplicationSettings): Comparison => ({
  part: "application",
  setting: "application",
  declared: existing ? existing.clientId : appName,
  actual: "not deployed yet",
  agrees: false,
  isPending: true,
});

const existingGone = (clientId: string): Comparison => ({
  part: "application",
  setting: "application",
  declared: "an existing application",
  actual: `deleted (${clientId})`,
  agrees: false,
  fix: "Set existingClientId to a different application, or remove it to register a new one.",
});

function gone(appName: string, clientId: string): Comparison {
  return {
    part: "application",
    setting: "application",
    declared: appName,
    actual: `deleted (${clientId})`,
    agrees: false,
    note: "pulumi up registers a new one, and deployed applications need the new client ID",
  };
}

const row = (setting: string, declared: string, actual: string | undefined): Comparison =>
  compare("application", setting, declared, actual ?? "not set");

/** What the Auth0 CLI's `auth0 test login` adds to an application, and removes only if the login succeeds. */
const cliCallback = "http://localhost:8484";

const urls = (setting: string, declared: readonly string[], actual: readonly string[]): Comparison =>
  compareSets("application", setting, declared, actual, {
    explain: (extra) =>
      extra.some((url) => url.startsWith(cliCallback))
        ? "left by `auth0 test login` of the Auth0 CLI, when a login failed"
        : undefined,
  });

const onOff = (on: boolean): string => (on ? "on" : "off");
