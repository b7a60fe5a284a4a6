import type { SandboxDescription } from "../../sandbox/index.ts";
import { parts } from "../../settings/parts.ts";
import { projectName } from "../../settings/source.ts";
import type { Written } from "./configuration.ts";

/** An address that is nobody's, for an application that is not the stack's. */
const elsewhere = "https://app.example.com/callback";

/** What a tenant and its carriers hold beside the stack, as far as its files let it be known. */
export interface Surroundings {
  /** The client that users sign in with, where the stack does not register it. */
  clientId: string | undefined;
  /** Configuration that names what was made here. */
  values: Record<string, unknown>;
}

/** Makes what the stack counts on: an application registered already, the parts that others manage, numbers, a Messaging Service. */
export async function prepareSurroundings(
  description: SandboxDescription,
  files: readonly Written[],
): Promise<Surroundings> {
  const tenant = callsOf(description);
  await tenant.sandbox("PATCH", "/carriers/twilio", twilioAccount(description, files));
  const [base = {}] = files;
  const managed = listOf(base, "manage") ?? [...parts];
  const legacy = own(base, "phoneExperience") === "legacy";
  if (!managed.includes("sender"))
    await (legacy ? legacySender(tenant.api, description) : sender(tenant.api, description));
  if (!managed.includes("factor")) {
    await tenant.api("PUT", "/guardian/factors/phone/message-types", {
      message_types: listOf(base, "delivery") ?? ["sms"],
    });
    await tenant.api("PUT", "/guardian/factors/sms", { enabled: true });
  }
  if (own(base, "existingClientId") === undefined && managed.includes("application"))
    return { clientId: undefined, values: {} };
  const callbacks = listOf(base, "callbackUrls") ?? [elsewhere];
  const clientId = await register(tenant.api, callbacks);
  const adopts = own(base, "existingClientId") !== undefined;
  return { clientId, values: adopts ? { [`${projectName}:existingClientId`]: clientId } : {} };
}

/** Where users come back to, before or after: the stack's own list, or the address of an application of others. */
export function callbacksOf(file: Written): string[] {
  const list = listOf(file, "callbackUrls");
  return list === undefined || list.length === 0 ? [elsewhere] : list;
}

const own = (file: Written, name: string): unknown => file[`${projectName}:${name}`];

function listOf(file: Written, name: string): string[] | undefined {
  const value = own(file, name);
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : undefined;
}

type Call = (method: string, path: string, body: unknown) => Promise<unknown>;

function callsOf({ auth0 }: SandboxDescription): { api: Call; sandbox: Call } {
  const at =
    (base: string): Call =>
    async (method, path, body) => {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: { "content-type": "application/json", authorization: `Bearer ${auth0.managementToken}` },
        body: JSON.stringify(body),
      });
      const text = await response.text();
      if (!response.ok)
        throw new Error(`the local tenant answered ${response.status} to ${method} ${path}: ${text}`);
      return text === "" ? undefined : (JSON.parse(text) as unknown);
    };
  return { api: at(`${auth0.plainUrl}/api/v2`), sandbox: at(`${auth0.plainUrl}/sandbox`) };
}

async function register(api: Call, callbacks: readonly string[]): Promise<string> {
  const { client_id } = (await api("POST", "/clients", {
    name: "An application",
    app_type: "spa",
    token_endpoint_auth_method: "none",
    grant_types: ["authorization_code", "refresh_token"],
    callbacks,
    oidc_conformant: true,
  })) as { client_id: string };
  return client_id;
}

const sender = (api: Call, { twilio }: SandboxDescription): Promise<unknown> =>
  api("POST", "/branding/phone/providers", {
    name: "twilio",
    configuration: { sid: twilio.accountSid, default_from: twilio.from, delivery_methods: ["text", "voice"] },
    credentials: { auth_token: twilio.authToken },
  });

async function legacySender(api: Call, { twilio }: SandboxDescription): Promise<void> {
  await api("PUT", "/guardian/factors/sms/providers/twilio", {
    sid: twilio.accountSid,
    auth_token: twilio.authToken,
    from: twilio.from,
  });
  await api("PUT", "/guardian/factors/phone/selected-provider", { provider: "twilio" });
}

/** The numbers and the Messaging Service that the files name are the account's. */
function twilioAccount({ twilio }: SandboxDescription, files: readonly Written[]): object {
  const named = files.flatMap((file) => {
    const messaging = own(file, "twilioMessaging") as { numbers?: unknown } | undefined;
    return [own(file, "twilioFrom"), messaging?.numbers ?? []].flat();
  });
  const numbers = [...new Set([twilio.from, ...named])].filter(
    (number): number is string => typeof number === "string" && /^\+[1-9]\d{6,14}$/.test(number),
  );
  const services = files
    .map((file) => own(file, "twilioMessagingServiceSid"))
    .filter((sid): sid is string => typeof sid === "string" && /^MG[0-9a-f]{32}$/.test(sid));
  return {
    numbers: numbers.map((phoneNumber) => ({ phoneNumber, sms: true, voice: true })),
    messagingServices: [...new Set(services)].map((sid) => ({ sid, numbers: [twilio.from] })),
  };
}
