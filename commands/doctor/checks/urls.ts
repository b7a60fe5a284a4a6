import { shortFormName } from "../../../configuration/parts.ts";
import { hostRisks } from "../../../mfa/urls/hostRisks.ts";
import { hasOrganizationName, publicSuffixOf } from "../../../mfa/urls/patterns.ts";
import type { UrlUse } from "../../../mfa/urls/patterns.ts";
import type { ApplicationSettings } from "../../../settings/application.ts";
import type { Finding } from "../../../findings/Finding.ts";
import { group } from "../../../findings/Finding.ts";
import type { Subject } from "../Subject.ts";
import type { DeployedApplication } from "./tenant.ts";

/** Wildcards under which anybody can register a host. */
export function checkWildcards({ settings }: Subject): Finding[] {
  const { warning } = group("Configuration");
  return Object.entries(settings.applications ?? {}).flatMap(([name, application]) =>
    urlsOf(name, application).flatMap(({ key, use, url }) => {
      const suffix = publicSuffixOf(url);
      if (suffix === undefined) return [];
      return [
        warning(
          `${key} (${url}): anybody can register a host under ${suffix}`,
          `List each URL, or use your own domain: a matching host could ${hostRisks[use]}.`,
        ),
      ];
    }),
  );
}

const lists = [
  ["callbackUrls", "callback"],
  ["logoutUrls", "logout"],
  ["webOrigins", "origin"],
] as const;

function urlsOf(name: string, application: ApplicationSettings): { key: string; use: UrlUse; url: string }[] {
  const path = name === shortFormName ? "" : `applications.${name}.`;
  return lists.flatMap(([list, use]) =>
    application[list].map((url, index) => ({ key: `${path}${list}[${index}]`, use, url })),
  );
}

/**
 * Applications that have a URL for each organization but that no organization may use: Auth0 then ignores
 * those URLs [get-started/applications/wildcards-for-subdomains].
 */
export function checkOrganizations(
  { settings }: Subject,
  deployed: readonly DeployedApplication[],
): Finding[] {
  const { warning } = group("Tenant");
  return deployed.flatMap(({ name, client }) => {
    const url = settings.applications?.[name]?.callbackUrls.find(hasOrganizationName);
    if (url === undefined || client === undefined || /^(allow|require)$/.test(client.organizationUsage))
      return [];
    return [
      warning(
        `${client.name} is not used by organizations, so Auth0 ignores ${url}`,
        "In Auth0's dashboard (Applications, the application, Login Experience), set the type of users to Business Users or Both.",
      ),
    ];
  });
}
