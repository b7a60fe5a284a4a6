import { isAbsent, type Properties } from "../../bridge/schema/value.ts";
import { isLoopback } from "../../bridge/loopback.ts";

/** How to reach the tenant. */
export interface Configuration {
  domain: string;
  audience?: string;
  apiToken?: string;
  clientId?: string;
  clientSecret?: string;
  /** PEM file of the authority that signed the tenant's certificate. */
  authorityFile?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const variables = {
  domain: "AUTH0_DOMAIN",
  audience: "AUTH0_AUDIENCE",
  apiToken: "AUTH0_API_TOKEN",
  clientId: "AUTH0_CLIENT_ID",
  clientSecret: "AUTH0_CLIENT_SECRET",
} as const;

/** The authority that the official plugin, written in Go, trusts. Node reads NODE_EXTRA_CA_CERTS itself. */
const authorityVariable = "SSL_CERT_FILE";

/** The keys that the official provider accepts. */
const known = new Set([
  ...Object.keys(variables),
  "cliLogin",
  "clientAssertionPrivateKey",
  "clientAssertionSigningAlg",
  "customDomainHeader",
  "debug",
  "dynamicCredentials",
  "version",
]);

const unsupported = [
  "cliLogin",
  "clientAssertionPrivateKey",
  "clientAssertionSigningAlg",
  "dynamicCredentials",
];

/** The provider's inputs, with missing ones from the environment, as the official plugin reads them. */
export function configurationFrom(inputs: Properties, environment: Environment): Configuration {
  const entries = Object.entries(variables).flatMap(([key, variable]) => {
    const given = inputs[key];
    const value = typeof given === "string" && given !== "" ? given : environment[variable];
    return value === undefined || value === "" ? [] : [[key, value.trim()] as const];
  });
  const found = Object.fromEntries(entries) as Partial<Configuration>;
  const authorityFile = environment[authorityVariable];
  return {
    ...found,
    ...(authorityFile ? { authorityFile } : {}),
    domain: (found.domain ?? "").replace(/^https?:\/\//, "").replace(/\/$/, ""),
  };
}

/** The problems with the provider's own inputs; a domain that is not yet known is left to Configure. */
export function configurationFailures(inputs: Properties, environment: Environment): string[] {
  const unknownKeys = Object.keys(inputs).filter((key) => !known.has(key) && !key.startsWith("__"));
  const { domain } = configurationFrom(inputs, environment);
  return [
    ...unknownKeys.map(
      (key) =>
        `\`auth0:${key}\` is not a valid configuration key for the auth0 provider. If the referenced key is ` +
        "not intended for the provider, please choose a different namespace from `auth0:`.",
    ),
    ...unsupported
      .filter((key) => !isAbsent(inputs[key]) && inputs[key] !== false && inputs[key] !== "")
      .map(
        (key) =>
          `The local auth0 plugin does not have the setting \`auth0:${key}\`; install the official one.`,
      ),
    ...(domain !== "" && !isLoopback(domain) ? [refusal(domain)] : []),
  ];
}

/** Throws an error if the plugin can't work with this configuration. */
export function requireUsable({ domain, apiToken, clientId, clientSecret }: Configuration): void {
  const credentials =
    apiToken !== undefined ? "'AUTH0_API_TOKEN'" : "'AUTH0_CLIENT_ID' and 'AUTH0_CLIENT_SECRET'";
  if (apiToken === undefined && clientId === undefined) {
    throw new Error(
      "Missing required configuration: set AUTH0_DOMAIN with AUTH0_API_TOKEN, or with AUTH0_CLIENT_ID and " +
        "AUTH0_CLIENT_SECRET.",
    );
  }
  if (apiToken === undefined && clientSecret === undefined) {
    throw new Error(
      "Missing required configuration: AUTH0_CLIENT_ID needs AUTH0_CLIENT_SECRET. A local tenant does not accept " +
        "a client's private key.",
    );
  }
  if (domain === "") {
    throw new Error(
      `Missing required configuration: The 'AUTH0_DOMAIN' must be specified along with ${credentials}.`,
    );
  }
  if (!isLoopback(domain)) throw new Error(refusal(domain));
}

function refusal(domain: string): string {
  return (
    `Failed to use ${domain}: this is the local auth0 plugin, and it talks to a tenant on this ` +
    "machine only (localhost, *.localhost, 127.0.0.0/8, [::1]). For a real tenant, install the official one: " +
    "pulumi plugin install resource auth0."
  );
}
