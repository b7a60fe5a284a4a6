import type { Subject } from "../../../commands/doctor/Subject.ts";
import { ManagementApi } from "../../../tenant/api/ManagementApi.ts";
import type { Transport } from "../../../tenant/http/requestJson.ts";
import { readSettings } from "../../../settings/settings.ts";
import { parts } from "../../../configuration/parts.ts";
import { deployScopes } from "../../../settings/scopes.ts";
import type { TenantUnderTest } from "../../sandbox/auth0/support.ts";
import { goodPlivoValues, goodValues, source } from "../settings/source.ts";

export interface PatientOptions {
  sender?: "twilio" | "plivo";
  phoneExperience?: "unified" | "legacy";
  stack?: string;
  /** Configuration values on top of good ones; `undefined` removes a key. */
  values?: Record<string, string | undefined>;
  /** Scopes that the credentials lack. */
  without?: readonly string[];
  outputs?: Record<string, unknown>;
  recorded?: Subject["recorded"];
  attachedNumbers?: Subject["attachedNumbers"];
  transport?: Partial<Transport>;
  versions?: Partial<Subject["versions"]>;
  beside?: Subject["beside"];
}

/**
 * A healthy stack on a tenant without a socket: doctor finds nothing wrong until a test changes something.
 */
export async function patientOn(under: TenantUnderTest, options: PatientOptions = {}): Promise<Subject> {
  const { sender = "twilio", phoneExperience = "unified", stack = "dev", without = [] } = options;
  const { twilio, plivo } = under.tenant.state.secrets;
  const credentials = await deployer(
    under,
    deployScopes({ sender, phoneExperience, managed: parts }).filter((scope) => !without.includes(scope)),
  );
  const values = {
    "auth0:domain": "localhost:3000",
    "auth0:clientId": credentials.client_id,
    "auth0:clientSecret": credentials.client_secret,
    "auth0-phone-mfa:phoneExperience": phoneExperience,
    "auth0-phone-mfa:twilioFrom": twilio.from,
    "twilio:accountSid": twilio.accountSid,
    "twilio:authToken": twilio.authToken,
    "auth0-phone-mfa:plivoFrom": plivo.from,
    "plivo:authId": plivo.authId,
    "plivo:authToken": plivo.authToken,
    ...options.values,
  };
  const base = sender === "twilio" ? goodValues : goodPlivoValues;
  const configuration = source(values, { base, stack });
  const { settings, problems } = readSettings(configuration);
  const transport: Transport = {
    fetch: async (url, init) => await under.app.request(url, init),
    wait: () => Promise.resolve(),
    now: () => new Date(),
    ...options.transport,
  };
  return {
    stack,
    settings,
    problems,
    outputs: options.outputs ?? {},
    configured: configuration.values,
    recorded: options.recorded ?? [],
    attachedNumbers: options.attachedNumbers ?? [],
    api: new ManagementApi(settings.auth0, transport),
    transport,
    beside: options.beside ?? [],
    versions: {
      node: "24.0.0",
      engine: { version: "3.259.0", origin: "found on PATH" },
      sdk: "3.49.0",
      plugins: ["3.49.0"],
      isPluginLocal: true,
      ...options.versions,
    },
  };
}

async function deployer({ call }: TenantUnderTest, scope: string[]) {
  const { body } = await call("POST", "/clients", {
    name: "Deployer",
    app_type: "non_interactive",
    grant_types: ["client_credentials"],
  });
  const client = body as { client_id: string; client_secret: string };
  const audience = "https://localhost:3000/api/v2/";
  await call("POST", "/client-grants", { client_id: client.client_id, audience, scope });
  return client;
}
