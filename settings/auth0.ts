import { isSameDomain } from "../tenant/sameDomain.ts";
import type { Auth0Access } from "../tenant/api/Auth0Access.ts";
import type { Problem } from "../configuration/problems.ts";
import { set, setSecret } from "../configuration/problems.ts";
import type { Source } from "../configuration/source.ts";

/**
 * Reads the stack's tenant, from configuration alone, and checks that there are credentials, from
 * configuration or the provider's environment variables. If the domain could come from the environment too,
 * one variable could send a stack to another tenant.
 */
export function readAuth0(source: Source, problems: Problem[]): Auth0Access {
  const value = (key: string, variable: string) =>
    (source.values[`auth0:${key}`] ?? source.environment[variable]) || undefined;

  const domain = source.values["auth0:domain"] || undefined;
  const other = source.environment["AUTH0_DOMAIN"] || undefined;
  if (domain && other && !isSameDomain(other, domain)) {
    problems.push({
      key: "auth0:domain",
      what: `is ${domain}, and the variable AUTH0_DOMAIN is ${other}. Unset the variable, unless you mean its tenant`,
      fix: set("auth0:domain", other),
    });
  }
  if (!domain) {
    problems.push({ key: "auth0:domain", what: "is missing", fix: "set auth0:domain TENANT.eu.auth0.com" });
  } else if (!/^[a-z0-9.-]+(:\d+)?$/i.test(domain)) {
    problems.push({
      key: "auth0:domain",
      what: "must be a host name: no https://, no path",
      fix: set(
        "auth0:domain",
        /^(?:\w+:\/\/)?([a-z0-9.-]+(?::\d+)?)/i.exec(domain)?.[1] ?? "TENANT.eu.auth0.com",
      ),
    });
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

  for (const key of ["auth0:clientSecret", "auth0:apiToken", "auth0:clientAssertionPrivateKey"]) {
    if (source.values[key] && !source.isSecret(key)) {
      problems.push({
        key,
        what: "is stored in plaintext in the stack file; replace it and set the new one",
        fix: setSecret(key),
      });
    }
  }
  const signing = "clientAssertionSigningAlg";
  const pem = value("clientAssertionPrivateKey", "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY");
  return {
    domain: domain ?? "",
    clientId: value("clientId", "AUTH0_CLIENT_ID"),
    clientSecret: value("clientSecret", "AUTH0_CLIENT_SECRET"),
    privateKey:
      pem === undefined
        ? undefined
        : { pem, algorithm: value(signing, "AUTH0_CLIENT_ASSERTION_SIGNING_ALG") ?? "RS256" },
    apiToken: value("apiToken", "AUTH0_API_TOKEN"),
    audience: value("audience", "AUTH0_AUDIENCE"),
  };
}
