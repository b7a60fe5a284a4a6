import { unwrapped } from "../mfa/pasted.ts";
import { isSameDomain } from "../tenant/sameDomain.ts";
import type { Auth0Access } from "../tenant/api/Auth0Access.ts";
import type { Problem } from "../configuration/problems.ts";
import { set, setSecret } from "../configuration/problems.ts";
import type { Source } from "../configuration/source.ts";

/** The names of the provider's keys that this project reads too. */
export const auth0Keys = [
  "domain",
  "clientId",
  "clientSecret",
  "clientAssertionPrivateKey",
  "clientAssertionSigningAlg",
  "apiToken",
  "audience",
] as const;

/**
 * Reads the stack's tenant, from configuration alone, and checks that there are credentials, from
 * configuration or the provider's environment variables. If the domain could come from the environment too,
 * one variable could send a stack to another tenant.
 */
export function readAuth0(source: Source, problems: Problem[]): Auth0Access {
  const value = (key: (typeof auth0Keys)[number], variable: string) =>
    (source.values[`auth0:${key}`] ?? source.environment[variable]) || undefined;

  const domain = source.values["auth0:domain"] || undefined;
  const other = source.environment["AUTH0_DOMAIN"] || undefined;
  if (domain && other && !isSameDomain(other, domain)) {
    problems.push({
      key: "auth0:domain",
      what: `is ${domain}, and the variable AUTH0_DOMAIN is ${other}. Unset the variable, or, if you want its tenant, set the domain`,
      fix: set("auth0:domain", other),
    });
  }
  if (!domain) {
    const what =
      other === undefined
        ? "is missing"
        : "is missing; the variable AUTH0_DOMAIN is not used for it, because it could send a stack to another tenant";
    problems.push({
      key: "auth0:domain",
      what,
      fix: set("auth0:domain", other ? domainMeant(other) : noDomain),
    });
  } else if (!isHost(domain)) {
    const what = isHost(hostIn(domain))
      ? "must be a host name: no https://, no path"
      : domain === noDomain
        ? "is a placeholder; the dashboard shows the tenant's domain in each application's settings"
        : isHost(domain.replace(/:\d+$/, ""))
          ? "has a port that does not exist; ports are 1 to 65535"
          : "is not a tenant's host name";
    problems.push({ key: "auth0:domain", what, fix: set("auth0:domain", domainMeant(domain)) });
  } else if (domain !== domain.toLowerCase()) {
    // Auth0 compares the audience of a token, which contains the domain, character by character.
    const what = "must be in lowercase";
    problems.push({ key: "auth0:domain", what, fix: set("auth0:domain", domain.toLowerCase()) });
  } else if (isSameDomain(domain, dashboard)) {
    const what =
      "is the dashboard's address. The dashboard shows the tenant's domain in each application's settings";
    problems.push({ key: "auth0:domain", what, fix: set("auth0:domain", noDomain) });
  }

  if (!value("apiToken", "AUTH0_API_TOKEN")) {
    if (!value("clientId", "AUTH0_CLIENT_ID")) {
      problems.push({ key: "auth0:clientId", what: "is missing", fix: "set auth0:clientId CLIENT_ID" });
    }
    const proof =
      value("clientSecret", "AUTH0_CLIENT_SECRET") ??
      value("clientAssertionPrivateKey", "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY");
    if (!proof) {
      problems.push({ key: "auth0:clientSecret", what: "is missing", fix: setSecret("auth0:clientSecret") });
    }
  }

  const signing = "clientAssertionSigningAlg";
  const pem = value("clientAssertionPrivateKey", "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY");
  return {
    domain: [domain ?? "", domainMeant(domain ?? "")].find(isHost) ?? "",
    clientId: value("clientId", "AUTH0_CLIENT_ID"),
    clientSecret: value("clientSecret", "AUTH0_CLIENT_SECRET"),
    privateKey:
      pem === undefined
        ? undefined
        : { pem, algorithm: value(signing, "AUTH0_CLIENT_ASSERTION_SIGNING_ALG") ?? "RS256" },
    apiToken: value("apiToken", "AUTH0_API_TOKEN"),
    apiTokenFrom: source.values["auth0:apiToken"] === undefined ? "AUTH0_API_TOKEN" : "auth0:apiToken",
    audience: value("audience", "AUTH0_AUDIENCE"),
  };
}

/** Whether a text is a host name, with or without a port. A browser would read a number as an IPv4 address. */
function isHost(text: string): boolean {
  const host = text.toLowerCase().replace(/:\d+$/, "");
  return labels.test(host) && !text.endsWith(":0") && URL.parse(`https://${text}`)?.hostname === host;
}

const labels = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const dashboard = "manage.auth0.com";
/** The placeholder in a fix if the domain is not known. */
const noDomain = "YOUR_TENANT.eu.auth0.com";

/** The domain in a pasted URL. A URL of the dashboard has the region and the tenant in its path. */
function domainMeant(text: string): string {
  const host = hostIn(text).toLowerCase();
  if (!isHost(host)) return noDomain;
  if (host !== dashboard) return host;
  const [, region, tenant] = /\/dashboard\/([a-z0-9-]+)\/([a-z0-9-]+)/i.exec(text) ?? [];
  return region === undefined || tenant === undefined ? noDomain : `${tenant}.${region}.auth0.com`;
}

/** The host of a pasted URL, with its port. */
const hostIn = (text: string): string =>
  unwrapped(text)
    .replaceAll(/\s+/g, "")
    .replace(/^\w+(:\/{1,2}|\/\/)/, "")
    .replace(/[/?#].*$/s, "")
    .replace(/^.*@/s, "");
